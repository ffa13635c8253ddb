package io.migrator.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;

import io.migrator.error.MigratorException;
import io.migrator.sql.Utf8Reader;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * A handle on the text of one direction of a migration; never holds that text.
 */
public final class Script {

	private final String name;

	private final Resource resource;

	private final long size;

	private final @Nullable Cut section;

	private final @Nullable Rewrite rewrite;

	private volatile @Nullable ScriptFacts facts;

	private Script(String name, Resource resource, long size, @Nullable Cut section, @Nullable Rewrite rewrite,
			@Nullable ScriptFacts facts) {
		this.name = name;
		this.resource = resource;
		this.size = size;
		this.section = section;
		this.rewrite = rewrite;
		this.facts = facts;
	}

	/**
	 * A script that is the whole of a resource.
	 * @param name the name as people know it
	 * @param resource where the text is
	 * @param size its size in bytes, or -1 if that is not known
	 * @return the script
	 */
	public static Script of(String name, Resource resource, long size) {
		return new Script(name, resource, size, null, null, null);
	}

	/**
	 * The same script with its text rewritten when it is opened; the checksum stays that
	 * of the raw text.
	 */
	Script rewritten(Rewrite rewrite) {
		return new Script(this.name, this.resource, this.size, this.section, rewrite, this.facts);
	}

	/**
	 * One direction of this script, which holds both.
	 */
	Script cut(SectionTool tool, SectionTool.Mark direction) {
		Cut cut = (script, in, keepLines) -> new SectionStream(script, in, tool, direction, keepLines);
		return new Script(this.name, this.resource, -1, cut, this.rewrite, null);
	}

	/**
	 * The name as people know it, with the path of the location, e.g.
	 * {@code db/migrations/20260110120000_funding/migration.sql}.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Opens the text to be run: strict UTF-8, line numbers as in the file, a section cut
	 * out, breakpoints and placeholders resolved.
	 * @return a reader for the caller to close; may throw
	 * {@link io.migrator.sql.ScriptException} while being read
	 * @throws MigratorException if the resource cannot be read
	 */
	public Reader open() {
		try {
			InputStream in = stream(true);
			try {
				return new Utf8Reader(this.name, (this.rewrite != null) ? this.rewrite.apply(this.name, in) : in);
			}
			catch (IOException | RuntimeException ex) {
				in.close();
				throw ex;
			}
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	/**
	 * What the text hashes to: SHA-256 in hex of the raw text, or of the section, with
	 * line endings as {@code \n} and without a byte order mark. Read once, then
	 * remembered.
	 * @return 64 hex digits
	 * @throws MigratorException if the resource cannot be read
	 */
	public String checksum() {
		return facts().checksum();
	}

	/**
	 * The size in bytes of a script that is a whole file.
	 * @return the size, or -1 if it is not known
	 */
	public long size() {
		if (this.size >= 0 || this.section != null) {
			return this.size;
		}
		try {
			return this.resource.contentLength();
		}
		catch (IOException ex) {
			return -1;
		}
	}

	/**
	 * Whether there is nothing but white space and comments.
	 * @return whether the script has no statement
	 * @throws MigratorException if the resource cannot be read
	 */
	public boolean isBlank() {
		return facts().blank();
	}

	ScriptFacts facts() {
		ScriptFacts result = this.facts;
		if (result == null) {
			try (InputStream in = stream(false)) {
				result = ScriptFacts.read(in);
			}
			catch (IOException | UncheckedIOException ex) {
				throw unreadable(ex);
			}
			this.facts = result;
		}
		return result;
	}

	private InputStream stream(boolean keepLines) throws IOException {
		InputStream in = this.resource.getInputStream();
		return (this.section != null) ? this.section.apply(this.name, in, keepLines) : in;
	}

	private MigratorException unreadable(Exception ex) {
		return new MigratorException(this.name + " cannot be read: " + ex.getMessage(), null,
				"Make the file readable for the account of this process, then start again.", ex);
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Takes one direction out of the text.
	 */
	@FunctionalInterface
	private interface Cut {

		InputStream apply(String script, InputStream in, boolean keepLines) throws IOException;

	}

	/**
	 * Rewrites the text on its way to the server.
	 */
	@FunctionalInterface
	interface Rewrite {

		InputStream apply(String script, InputStream in) throws IOException;

	}

}
