package io.migrator.boot.jpa.shop;

/**
 * Is an entity by {@code jpa/orm.xml} alone.
 */
public class Relic {

	Long id;

}
