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
	 * Measures.
	 * @param lab what there is to measure with
	 * @return the table
	 * @throws Exception if anything fails
	 */
	Section run(Lab lab) throws Exception;

}
