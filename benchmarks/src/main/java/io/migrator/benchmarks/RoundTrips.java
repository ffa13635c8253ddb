package io.migrator.benchmarks;

import java.sql.Connection;

import javax.sql.DataSource;

import io.migrator.benchmarks.CountingProxy.Count;
import io.migrator.benchmarks.Section.Target;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How often each tool asks the server and waits for its answer.
 */
final class RoundTrips implements Measure {

	private static final int FEW = 20;

	private static final int MANY = 120;

	@Override
	public String name() {
		return "roundtrips";
	}

	@Override
	public String title() {
		return "Round trips";
	}

	@Override
	public Section run(Lab lab) throws Exception {
		Section section = Section.of(title(),
				"""
						Counted by a proxy between the tool and the server, without what the driver itself needs to connect. \
						Per migration of three statements: the difference between applying %d and %d, divided by %d."""
					.formatted(MANY, FEW, MANY - FEW),
				"tool", "nothing pending", "on connections", "per small migration");
		Scripts few = Scripts.write(lab.folder("roundtrips-few"), FEW, SmallMigrations::table);
		Scripts many = Scripts.write(lab.folder("roundtrips-many"), MANY, SmallMigrations::table);
		try (CountingProxy proxy = new CountingProxy(lab.server().port())) {
			int connect = connect(lab, proxy);
			for (Tool tool : Tool.ALL) {
				measure(lab, proxy, connect, section, tool, few, many);
			}
		}
		return section;
	}

	private void measure(Lab lab, CountingProxy proxy, int connect, Section section, Tool tool, Scripts few,
			Scripts many) throws Exception {
		DataSource first = through(proxy, lab.server().createDatabase());
		DataSource second = through(proxy, lab.server().createDatabase());
		int applyFew = afterConnect(count(proxy, tool, first, few), connect);
		int applyMany = afterConnect(count(proxy, tool, second, many), connect);
		Count nothing = count(proxy, tool, second, many);
		double perMigration = (double) (applyMany - applyFew) / (MANY - FEW);
		section.row(tool.name(), String.valueOf(afterConnect(nothing, connect)), String.valueOf(nothing.connections()),
				Figures.plain(perMigration));
		if (tool == Tool.ALL.get(0)) {
			section.target(Target.atMost("round trips with nothing pending, after connect", 1,
					afterConnect(nothing, connect), ""));
			section.target(Target.atMost("round trips per small migration", 2, perMigration, ""));
		}
	}

	private static Count count(CountingProxy proxy, Tool tool, DataSource dataSource, Scripts scripts)
			throws Exception {
		proxy.take();
		tool.migrate(dataSource, scripts);
		return proxy.take();
	}

	private static int connect(Lab lab, CountingProxy proxy) throws Exception {
		proxy.take();
		try (Connection connection = through(proxy, lab.server().createDatabase()).getConnection()) {
			return proxy.take().roundTrips();
		}
	}

	private static int afterConnect(Count count, int connect) {
		return count.roundTrips() - count.connections() * connect;
	}

	private static DataSource through(CountingProxy proxy, String database) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(
				"jdbc:postgresql://localhost:%d/%s?user=postgres&sslmode=disable".formatted(proxy.port(), database));
		return dataSource;
	}

}
