package io.migrator.sample.funding;

import java.util.List;

import io.migrator.sample.Refusals;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/coverages")
class CoverageController {

	private final FundingCoverages coverages;

	private final CollectionService collection;

	CoverageController(FundingCoverages coverages, CollectionService collection) {
		this.coverages = coverages;
		this.collection = collection;
	}

	@GetMapping
	List<FundingCoverage> coverages(@RequestParam(defaultValue = "pending") CollectionStatus status) {
		return this.coverages.withStatus(status);
	}

	@PutMapping("/{id}/collection-status")
	FundingCoverage change(@PathVariable long id, @RequestBody NewStatus status) {
		return this.collection.change(id, Refusals.required("status", status.status()));
	}

	record NewStatus(@Nullable CollectionStatus status) {
	}

}
