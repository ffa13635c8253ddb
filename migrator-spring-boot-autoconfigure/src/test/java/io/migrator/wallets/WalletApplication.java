package io.migrator.wallets;

import io.migrator.boot.jpa.wallet.Wallet;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with a repository, in a package that no other test scans.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Wallet.class)
@Import(WalletApplication.Wallets.class)
public class WalletApplication {

	@RestController
	static class Wallets {

		private final WalletRepository wallets;

		Wallets(WalletRepository wallets) {
			this.wallets = wallets;
		}

		@GetMapping("/wallets")
		long wallets() {
			return this.wallets.count();
		}

	}

}
