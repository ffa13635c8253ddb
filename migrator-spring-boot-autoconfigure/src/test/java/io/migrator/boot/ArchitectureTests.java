package io.migrator.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules that Spring Boot enforces on itself, and those of this module.
 */
class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.migrator.boot");

	@Test
	void autoConfigurationsArePublicAndFinal() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(CLASSES);
	}

	@Test
	void autoConfigurationsHaveNoPublicMembers() {
		members().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.and(DescribedPredicate.describe("are no constructors", (member) -> !member.getName().equals("<init>")))
			.should()
			.notBePublic()
			.check(CLASSES);
	}

	@Test
	void autoConfigurationsAreListedAndSorted() throws IOException {
		List<String> listed = Files.readAllLines(Path.of("src/main/resources/META-INF/spring",
				"org.springframework.boot.autoconfigure.AutoConfiguration.imports"));
		List<String> existing = CLASSES.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.sorted()
			.toList();
		assertThat(listed).isEqualTo(existing);
	}

	@Test
	void conditionsAreNotPublic() {
		classes().that().areAssignableTo(Condition.class).should().notBePublic().allowEmptyShould(true).check(CLASSES);
	}

	@Test
	void beanMethodsReturnNoPrivateTypesAndAreNotConditionalOnClasses() {
		methods().that()
			.areAnnotatedWith(Bean.class)
			.should(check("return no private type",
					(method) -> !method.getRawReturnType().getModifiers().contains(JavaModifier.PRIVATE)))
			.andShould()
			.notBeAnnotatedWith(ConditionalOnClass.class)
			.check(CLASSES);
	}

	@Test
	void postProcessorsAreMadeByStaticMethods() {
		methods().that()
			.areAnnotatedWith(Bean.class)
			.and()
			.haveRawReturnType(DescribedPredicate.describe("a post processor",
					(type) -> type.isAssignableTo(BeanPostProcessor.class)
							|| type.isAssignableTo(BeanFactoryPostProcessor.class)))
			.should()
			.beStatic()
			.allowEmptyShould(true)
			.check(CLASSES);
	}

	@Test
	void conditionalOnMissingBeanDoesNotRepeatTheReturnType() {
		methods().that()
			.areAnnotatedWith(ConditionalOnMissingBean.class)
			.should(check("not repeat the return type", (method) -> {
				Class<?>[] types = method.reflect().getAnnotation(ConditionalOnMissingBean.class).value();
				return types.length != 1 || !method.getRawReturnType().isEquivalentTo(types[0]);
			}))
			.check(CLASSES);
	}

	@Test
	void nobodyConvertsCaseWithoutLocaleOrCollectsToList() {
		noClasses().should()
			.callMethod(String.class, "toUpperCase")
			.orShould()
			.callMethod(String.class, "toLowerCase")
			.orShould()
			.callMethodWhere(DescribedPredicate.describe("Collectors.toList()",
					(call) -> call.getTarget().getOwner().isEquivalentTo(Collectors.class)
							&& call.getTarget().getName().equals("toList")))
			.check(CLASSES);
	}

	@Test
	void nobodyUsesPostConstruct() {
		noClasses().should().dependOnClassesThat(are(name("jakarta.annotation.PostConstruct"))).check(CLASSES);
	}

	@Test
	void packagesAreFreeOfCycles() {
		slices().matching("(io.migrator.boot..)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void whatIsOptionalStaysInItsPackage() {
		noClasses().that(resideOutside("io.migrator.boot.actuate.."))
			.should()
			.dependOnClassesThat(
					are(resideInAnyPackage("org.springframework.boot.actuate..", "org.springframework.boot.health..")))
			.check(CLASSES);
		noClasses()
			.that(DescribedPredicate
				.not(resideInAnyPackage("io.migrator.boot.metrics..", "io.migrator.boot.observation..")))
			.should()
			.dependOnClassesThat(are(resideInAnyPackage("io.micrometer..")))
			.check(CLASSES);
		noClasses().that(resideOutside("io.migrator.boot.jpa.."))
			.should()
			.dependOnClassesThat(are(resideInAnyPackage("org.hibernate..", "jakarta.persistence..",
					"org.springframework.orm..", "org.springframework.boot.hibernate..",
					"org.springframework.boot.jpa..", "org.springframework.boot.persistence..")))
			.check(CLASSES);
		noClasses().that(resideOutside("io.migrator.boot.gate.."))
			.should()
			.dependOnClassesThat(are(resideInAnyPackage("org.springframework.http..", "org.springframework.web..")))
			.check(CLASSES);
		noClasses().that(resideOutside("io.migrator.boot.openfeature.."))
			.should()
			.dependOnClassesThat(are(resideInAnyPackage("dev.openfeature..")))
			.check(CLASSES);
		noClasses().that(resideOutside("io.migrator.boot.togglz.."))
			.should()
			.dependOnClassesThat(are(resideInAnyPackage("org.togglz..")))
			.check(CLASSES);
		noClasses().that(resideOutside("io.migrator.boot.testcontainers.."))
			.should()
			.dependOnClassesThat(
					are(resideInAnyPackage("org.testcontainers..", "org.springframework.boot.testcontainers..")))
			.check(CLASSES);
		noClasses().that(resideOutside("io.migrator.boot.cli.."))
			.should()
			.dependOnClassesThat(are(resideInAnyPackage("picocli..")))
			.check(CLASSES);
	}

	@Test
	void nobodyNeedsTheCommandLine() {
		noClasses().that(resideOutside("io.migrator.boot.cli.."))
			.should()
			.dependOnClassesThat(are(resideInAPackage("io.migrator.boot.cli..")))
			.check(CLASSES);
	}

	@Test
	void filesAreShort() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src"))) {
			List<Path> sources = files.filter((file) -> file.toString().endsWith(".java")).toList();
			assertThat(sources).isNotEmpty()
				.allSatisfy((file) -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(400));
		}
	}

	private static DescribedPredicate<JavaClass> resideOutside(String packages) {
		return DescribedPredicate.not(resideInAPackage(packages));
	}

	private static ArchCondition<JavaMethod> check(String description,
			java.util.function.Predicate<JavaMethod> predicate) {
		return new ArchCondition<>(description) {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				if (!predicate.test(method)) {
					events.add(SimpleConditionEvent.violated(method,
							((JavaMember) method).getDescription() + " does not " + description));
				}
			}

		};
	}

}
