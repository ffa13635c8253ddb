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
		return this.portfolios.findAllByOrderByName();
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Portfolio create(@RequestBody NewPortfolio portfolio) {
		return this.portfolios.save(new Portfolio(Refusals.required("name", portfolio.name())));
	}

	@GetMapping("/{id}/wallets")
	List<WalletBalance> wallets(@PathVariable long id) {
		portfolio(id);
		return this.wallets.findByPortfolioIdOrderByName(id).stream().map(PortfolioController::balance).toList();
	}

	@PostMapping("/{id}/wallets")
	@ResponseStatus(HttpStatus.CREATED)
	WalletBalance createWallet(@PathVariable long id, @RequestBody NewWallet wallet) {
		return balance(this.wallets.save(new Wallet(portfolio(id), Refusals.required("name", wallet.name()),
				Refusals.required("currency", wallet.currency()), orZero(wallet.balance()),
				orZero(wallet.minimumBalance()))));
	}

	private Portfolio portfolio(long id) {
		return this.portfolios.findById(id).orElseThrow(() -> Refusals.notFound("portfolio", id));
	}

	private static WalletBalance balance(Wallet wallet) {
		return WalletBalance.of(wallet, wallet.getHeld());
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
