package io.migrator.boot.cli.minefield;

import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import jakarta.annotation.PostConstruct;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.MessageSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application none of whose own beans may be created.
 */
@SpringBootApplication
@EnableScheduling
public class MinefieldApplication {

	public static void main(String[] args) {
		SpringApplication.run(MinefieldApplication.class, args);
	}

	static void explode(Object mine) {
		System.err.println("MINE " + mine.getClass().getName());
		throw new IllegalStateException("Stepped on " + mine.getClass().getName());
	}

	@Bean
	static BeanFactoryPostProcessor factoryPostProcessorInCode() {
		return (beanFactory) -> explode(beanFactory);
	}

	@Bean
	LazyInitializationExcludeFilter eager() {
		explode(this);
		return LazyInitializationExcludeFilter.forBeanTypes(Object.class);
	}

	@Bean
	MessageSource messageSource() {
		explode(this);
		return new StaticMessageSource();
	}

	@Component
	static class Constructed {

		@PostConstruct
		void construct() {
			explode(this);
		}

	}

	@Component
	static class Runner implements CommandLineRunner {

		Runner() {
			explode(this);
		}

		@Override
		public void run(String... args) {
		}

	}

	@Component
	static class Scheduler {

		Scheduler() {
			explode(this);
		}

		@Scheduled(fixedRate = 10)
		void tick() {
		}

	}

	@Component
	static class Listener {

		Listener() {
			explode(this);
		}

		@EventListener
		void onEvent(ApplicationEvent event) {
		}

	}

	@Component
	static class ListenerBean implements ApplicationListener<ApplicationEvent> {

		ListenerBean() {
			explode(this);
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
		}

	}

	@Component
	static class Lifecycle implements SmartLifecycle {

		Lifecycle() {
			explode(this);
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

	@Component
	static class PostProcessor implements BeanPostProcessor {

		PostProcessor() {
			explode(this);
		}

	}

	@Component
	static class FactoryPostProcessor implements BeanFactoryPostProcessor {

		FactoryPostProcessor() {
			explode(this);
		}

		@Override
		public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		}

	}

	@Component
	static class EngineListener implements MigrationListener {

		EngineListener() {
			explode(this);
		}

		@Override
		public void onEvent(MigratorEvent event) {
		}

	}

	@Component
	static class Factory implements FactoryBean<StringBuilder> {

		@Override
		public StringBuilder getObject() {
			explode(this);
			return new StringBuilder();
		}

		@Override
		public Class<?> getObjectType() {
			return StringBuilder.class;
		}

	}

	@RestController
	static class Controller {

		Controller() {
			explode(this);
		}

	}

}
