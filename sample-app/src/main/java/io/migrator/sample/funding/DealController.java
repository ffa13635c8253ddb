package io.migrator.sample.funding;

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
@RequestMapping("/deals")
class DealController {

	private final Deals deals;

	private final FundingCoverages coverages;

	DealController(Deals deals, FundingCoverages coverages) {
		this.deals = deals;
		this.coverages = coverages;
	}

	@GetMapping
	List<Deal> deals() {
		return this.deals.all();
	}

	@GetMapping("/{id}")
	Deal deal(@PathVariable long id) {
		return this.deals.find(id).orElseThrow(() -> Refusals.notFound("deal", id));
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Deal create(@RequestBody NewDeal deal) {
		return deal(this.deals.create(Refusals.required("portfolioId", deal.portfolioId()),
				Refusals.required("reference", deal.reference()), Refusals.required("currency", deal.currency()),
				Refusals.required("fundingTarget", deal.fundingTarget())));
	}

	@GetMapping("/{id}/coverages")
	List<FundingCoverage> coverages(@PathVariable long id) {
		deal(id);
		return this.coverages.ofDeal(id);
	}

	@PostMapping("/{id}/coverages")
	@ResponseStatus(HttpStatus.CREATED)
	FundingCoverage cover(@PathVariable long id, @RequestBody NewCoverage coverage) {
		deal(id);
		return this.coverages.create(id, Refusals.required("walletId", coverage.walletId()),
				Refusals.required("amount", coverage.amount()));
	}

	record NewDeal(@Nullable Long portfolioId, @Nullable String reference, @Nullable String currency,
			@Nullable BigDecimal fundingTarget) {
	}

	record NewCoverage(@Nullable Long walletId, @Nullable BigDecimal amount) {
	}

}
