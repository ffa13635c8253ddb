package io.migrator.boot.jpa.rejected.stray;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/**
 * Belongs to something that is no entity.
 */
@Entity
public class Stray {

	@Id
	Long id;

	@ManyToOne
	StringBuilder owner;

}
