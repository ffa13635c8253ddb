package io.migrator.boot.jpa.shop;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/**
 * What has a number for a key.
 */
@MappedSuperclass
public abstract class Kept {

	@Id
	@GeneratedValue
	Long id;

}
