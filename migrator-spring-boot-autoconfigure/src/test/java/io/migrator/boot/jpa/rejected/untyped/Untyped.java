package io.migrator.boot.jpa.rejected.untyped;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * Has something of which nobody knows how to keep it.
 */
@Entity
public class Untyped {

	@Id
	Long id;

	Thread thread;

}
