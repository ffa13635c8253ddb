package io.migrator.wallets;

import io.migrator.boot.jpa.wallet.Wallet;

import org.springframework.data.jpa.repository.JpaRepository;

interface WalletRepository extends JpaRepository<Wallet, Long> {

}
