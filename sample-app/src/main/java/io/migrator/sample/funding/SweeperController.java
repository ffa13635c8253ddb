package io.migrator.sample.funding;

import io.migrator.boot.gate.RequiresFeature;
import io.migrator.boot.gate.RequiresFeature.Otherwise;
import io.migrator.sample.funding.CollectionSweeper.Swept;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/sweeper")
@RequiresFeature(value = CollectionSweeper.FEATURE, otherwise = Otherwise.SERVICE_UNAVAILABLE)
class SweeperController {

	private final CollectionSweeper sweeper;

	SweeperController(CollectionSweeper sweeper) {
		this.sweeper = sweeper;
	}

	@GetMapping
	Swept swept() {
		return this.sweeper.swept();
	}

	@PostMapping
	Swept sweep() {
		this.sweeper.sweep();
		return swept();
	}

}
