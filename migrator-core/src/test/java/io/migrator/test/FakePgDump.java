package io.migrator.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program that is called as {@code pg_dump} is, and notes how.
 */
public final class FakePgDump {

	private final Path folder;

	/**
	 * Writes the program.
	 * @param folder an empty folder
	 * @param version what it says of itself
	 * @param body what it does, in the shell's language; {@code $file} is where the
	 * backup is to be written
	 */
	public FakePgDump(Path folder, String version, String body) {
		this.folder = folder;
		try {
			Files.writeString(program(), """
					#!/bin/sh
					if [ "$1" = --version ]; then echo "pg_dump (PostgreSQL) %s"; exit 0; fi
					echo call >> '%2$s/calls'
					printf '%%s\\n' "$@" > '%2$s/arguments'
					env > '%2$s/environment'
					for argument in "$@"; do
					  case $argument in --file=*) file=${argument#--file=} ;; esac
					done
					%3$s
					""".formatted(version, folder, body));
			Files.setPosixFilePermissions(program(), PosixFilePermissions.fromString("rwxr-xr-x"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A program that writes something and is of a version that no server outdoes.
	 * @param folder an empty folder
	 * @return the program
	 */
	public static FakePgDump good(Path folder) {
		return new FakePgDump(folder, "99.1 (a stand-in)", "echo backup > \"$file\"");
	}

	public Path program() {
		return this.folder.resolve("pg_dump");
	}

	/**
	 * How often it was called, but for its version.
	 * @return the number
	 */
	public int calls() {
		return Files.exists(this.folder.resolve("calls")) ? lines("calls").size() : 0;
	}

	public List<String> arguments() {
		return lines("arguments");
	}

	public Map<String, String> environment() {
		Map<String, String> environment = new TreeMap<>();
		for (String line : lines("environment")) {
			int equals = line.indexOf('=');
			if (equals > 0) {
				environment.put(line.substring(0, equals), line.substring(equals + 1));
			}
		}
		return environment;
	}

	private List<String> lines(String file) {
		try {
			return Files.readAllLines(this.folder.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
