package io.migrator.boot.cli.fill;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

/**
 * An application of whose beans only the backfill may be created, with what it needs.
 */
@SpringBootApplication
public class FillApplication {

	public static void main(String[] args) {
		SpringApplication.run(FillApplication.class, args);
	}

	@Component
	static class Other {

		Other() {
			System.err.println("MINE");
			throw new IllegalStateException("Must not be created");
		}

	}

}
