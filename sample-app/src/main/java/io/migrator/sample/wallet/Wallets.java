package io.migrator.sample.wallet;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.ListCrudRepository;

interface Wallets extends ListCrudRepository<Wallet, Long> {

	List<Wallet> findByPortfolioIdOrderByName(long portfolioId);

	/**
	 * Keeps others from promising or taking money until the transaction ends.
	 * @param id the wallet
	 * @return the wallet, as it is now that nobody else can change it
	 */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("FROM Wallet WHERE id = :id")
	Optional<Wallet> findAndLock(long id);

}
