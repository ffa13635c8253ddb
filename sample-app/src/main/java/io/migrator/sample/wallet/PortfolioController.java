package io.migrator.sample.wallet;

import java.math.BigDecimal;
import java.util.List;

import io.migrator.sample.Refusals;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/portfolios")
class PortfolioController {

	private final Portfolios portfolios;

	private final Wallets wallets;

	PortfolioController(Portfolios portfolios, Wallets wallets) {
		this.portfolios = portfolios;
		this.wallets = wallets;
	}

	@GetMapping
	List<Portfolio> portfolios() {
		return this.portfolios.all();
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Portfolio create(@RequestBody NewPortfolio portfolio) {
		return this.portfolios.create(Refusals.required("name", portfolio.name()));
	}

	@GetMapping("/{id}/wallets")
	List<Wallet> wallets(@PathVariable long id) {
		requirePortfolio(id);
		return this.wallets.ofPortfolio(id);
	}

	@PostMapping("/{id}/wallets")
	@ResponseStatus(HttpStatus.CREATED)
	Wallet createWallet(@PathVariable long id, @RequestBody NewWallet wallet) {
		requirePortfolio(id);
		long walletId = this.wallets.create(id, Refusals.required("name", wallet.name()),
				Refusals.required("currency", wallet.currency()), orZero(wallet.balance()),
				orZero(wallet.minimumBalance()));
		return this.wallets.find(walletId).orElseThrow();
	}

	private void requirePortfolio(long id) {
		if (!this.portfolios.exists(id)) {
			throw Refusals.notFound("portfolio", id);
		}
	}

	private static BigDecimal orZero(@Nullable BigDecimal amount) {
		return (amount != null) ? amount : BigDecimal.ZERO;
	}

	record NewPortfolio(@Nullable String name) {
	}

	record NewWallet(@Nullable String name, @Nullable String currency, @Nullable BigDecimal balance,
			@Nullable BigDecimal minimumBalance) {
	}

}
