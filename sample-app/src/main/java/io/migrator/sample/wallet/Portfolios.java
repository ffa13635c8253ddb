package io.migrator.sample.wallet;

import java.util.List;

import org.springframework.data.repository.ListCrudRepository;

interface Portfolios extends ListCrudRepository<Portfolio, Long> {

	List<Portfolio> findAllByOrderByName();

}
