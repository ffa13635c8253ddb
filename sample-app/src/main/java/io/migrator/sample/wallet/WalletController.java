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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WalletController {

	private final Wallets wallets;

	private final WalletHolds holds;

	private final HoldService service;

	WalletController(Wallets wallets, WalletHolds holds, HoldService service) {
		this.wallets = wallets;
		this.holds = holds;
		this.service = service;
	}

	@GetMapping("/wallets/{id}")
	WalletBalance wallet(@PathVariable long id) {
		Wallet wallet = this.wallets.findById(id).orElseThrow(() -> Refusals.notFound("wallet", id));
		return WalletBalance.of(wallet, this.holds.held(id));
	}

	@GetMapping("/wallets/{id}/holds")
	List<WalletHold> holds(@PathVariable long id) {
		wallet(id);
		return this.holds.ofWallet(id);
	}

	@PostMapping("/wallets/{id}/holds")
	@ResponseStatus(HttpStatus.CREATED)
	WalletHold place(@PathVariable long id, @RequestBody NewHold hold) {
		return this.service.place(id, Refusals.required("amount", hold.amount()),
				Refusals.required("reason", hold.reason()));
	}

	@PostMapping("/holds/{id}/release")
	WalletHold release(@PathVariable long id) {
		return this.service.release(id);
	}

	record NewHold(@Nullable BigDecimal amount, @Nullable String reason) {
	}

}
