package io.migrator.boot.cli.fill;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The wallets.
 */
public interface LabelledWallets extends JpaRepository<LabelledWallet, Long> {

	List<LabelledWallet> findByIdGreaterThanAndIdLessThanEqual(Long after, Long upTo);

}
