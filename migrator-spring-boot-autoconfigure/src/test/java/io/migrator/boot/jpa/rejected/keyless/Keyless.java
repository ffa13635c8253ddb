package io.migrator.boot.jpa.rejected.keyless;

import jakarta.persistence.Entity;

/**
 * Has no key.
 */
@Entity
public class Keyless {

	String name;

}
