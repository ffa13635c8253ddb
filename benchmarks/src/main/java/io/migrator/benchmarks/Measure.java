package io.migrator.benchmarks;

/**
 * One of the measurements.
 */
interface Measure {

	/**
	 * The name to ask for it.
	 * @return one word
	 */
	String name();

	/**
	 * The heading of its section in the report.
	 * @return the title, always the same
	 */
	String title();

	/**
	 * Measures.
	 * @param lab what there is to measure with
	 * @return the table
	 * @throws Exception if anything fails
	 */
	Section run(Lab lab) throws Exception;

}
