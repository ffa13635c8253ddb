package io.migrator.sample.wallet;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Generated;
import org.jspecify.annotations.Nullable;

/**
 * What wallets and deals belong to.
 */
@Entity
@Table(name = "portfolios")
public class Portfolio {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Column(nullable = false, unique = true, columnDefinition = "text")
	private String name = "";

	@Generated
	@Column(nullable = false, columnDefinition = "timestamptz")
	private @Nullable Instant createdAt;

	protected Portfolio() {
	}

	Portfolio(String name) {
		this.name = name;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	/**
	 * When it was created, by the database's clock.
	 * @return the time, or {@code null} if it is not saved yet
	 */
	public @Nullable Instant getCreatedAt() {
		return this.createdAt;
	}

}
