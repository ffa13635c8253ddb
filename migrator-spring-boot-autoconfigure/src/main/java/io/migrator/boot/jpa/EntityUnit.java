package io.migrator.boot.jpa;

import java.util.List;
import java.util.stream.Stream;

import jakarta.persistence.spi.PersistenceUnitInfo;
import org.hibernate.bytecode.enhance.spi.EnhancementContext;
import org.hibernate.jpa.boot.internal.PersistenceUnitInfoDescriptor;

import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

/**
 * The entities as Hibernate is told of them: with the annotated packages, which have no
 * place in a standard persistence unit, and as they are, for nobody will use them.
 */
final class EntityUnit extends PersistenceUnitInfoDescriptor {

	private final List<String> classesAndPackages;

	EntityUnit(PersistenceUnitInfo unit, PersistenceManagedTypes types) {
		super(unit);
		this.classesAndPackages = Stream
			.concat(unit.getManagedClassNames().stream(), types.getManagedPackages().stream())
			.toList();
	}

	@Override
	public List<String> getManagedClassNames() {
		return this.classesAndPackages;
	}

	@Override
	public void pushClassTransformer(EnhancementContext enhancementContext) {
	}

}
