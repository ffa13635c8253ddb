package io.migrator.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.migration.FlywayNaming;
import io.migrator.migration.Placeholders;

/**
 * How the files of a location that follows Flyway's layout are named and read.
 */
public class FlywayProperties {

	/**
	 * Prefix of versioned migrations.
	 */
	private String prefix = "V";

	/**
	 * Prefix of repeatable migrations.
	 */
	private String repeatablePrefix = "R";

	/**
	 * Prefix of undo scripts.
	 */
	private String undoPrefix = "U";

	/**
	 * Prefix of baseline migrations.
	 */
	private String baselinePrefix = "B";

	/**
	 * Separator of version and description in file names.
	 */
	private String separator = "__";

	/**
	 * Suffixes of file names.
	 */
	private List<String> suffixes = new ArrayList<>(List.of(".sql"));

	/**
	 * Whether to replace placeholders in scripts.
	 */
	private boolean placeholderReplacement = true;

	/**
	 * Prefix of placeholders.
	 */
	private String placeholderPrefix = "${";

	/**
	 * Suffix of placeholders.
	 */
	private String placeholderSuffix = "}";

	/**
	 * Values of placeholders, by name.
	 */
	private Map<String, String> placeholders = new LinkedHashMap<>();

	public String getPrefix() {
		return this.prefix;
	}

	public void setPrefix(String prefix) {
		this.prefix = prefix;
	}

	public String getRepeatablePrefix() {
		return this.repeatablePrefix;
	}

	public void setRepeatablePrefix(String repeatablePrefix) {
		this.repeatablePrefix = repeatablePrefix;
	}

	public String getUndoPrefix() {
		return this.undoPrefix;
	}

	public void setUndoPrefix(String undoPrefix) {
		this.undoPrefix = undoPrefix;
	}

	public String getBaselinePrefix() {
		return this.baselinePrefix;
	}

	public void setBaselinePrefix(String baselinePrefix) {
		this.baselinePrefix = baselinePrefix;
	}

	public String getSeparator() {
		return this.separator;
	}

	public void setSeparator(String separator) {
		this.separator = separator;
	}

	public List<String> getSuffixes() {
		return this.suffixes;
	}

	public void setSuffixes(List<String> suffixes) {
		this.suffixes = suffixes;
	}

	public boolean isPlaceholderReplacement() {
		return this.placeholderReplacement;
	}

	public void setPlaceholderReplacement(boolean placeholderReplacement) {
		this.placeholderReplacement = placeholderReplacement;
	}

	public String getPlaceholderPrefix() {
		return this.placeholderPrefix;
	}

	public void setPlaceholderPrefix(String placeholderPrefix) {
		this.placeholderPrefix = placeholderPrefix;
	}

	public String getPlaceholderSuffix() {
		return this.placeholderSuffix;
	}

	public void setPlaceholderSuffix(String placeholderSuffix) {
		this.placeholderSuffix = placeholderSuffix;
	}

	public Map<String, String> getPlaceholders() {
		return this.placeholders;
	}

	public void setPlaceholders(Map<String, String> placeholders) {
		this.placeholders = placeholders;
	}

	FlywayNaming toNaming() {
		return new FlywayNaming(this.prefix, this.repeatablePrefix, this.undoPrefix, this.baselinePrefix,
				this.separator, this.suffixes);
	}

	Placeholders toPlaceholders() {
		return new Placeholders(this.placeholderReplacement, this.placeholderPrefix, this.placeholderSuffix,
				this.placeholders);
	}

}
