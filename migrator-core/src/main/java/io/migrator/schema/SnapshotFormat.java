package io.migrator.schema;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * The compact form of a snapshot, in which it is kept. It says what the version that
 * wrote it looked at, so that later versions can read it, and earlier ones as far as they
 * know what is in it.
 */
public final class SnapshotFormat {

	/** The number of the form; another one is another form altogether. */
	public static final int VERSION = 1;

	private static final byte[] MAGIC = { 'M', 'G', 'S', 'S' };

	private SnapshotFormat() {
	}

	/**
	 * Writes a snapshot.
	 * @param snapshot the snapshot
	 * @return its compact form, the same for equal snapshots of one database
	 */
	public static byte[] write(SchemaSnapshot snapshot) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(MAGIC);
		bytes.write(VERSION);
		try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes, 1 << 16))) {
			new SnapshotWriter(snapshot).write(out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Reads a snapshot. Objects of kinds that only later versions know are
	 * {@link Kind#UNKNOWN} and not compared.
	 * @param bytes the compact form
	 * @return the snapshot
	 * @throws MigratorException if it is damaged, or of a form that this version does not
	 * know
	 */
	public static SchemaSnapshot read(byte[] bytes) {
		int header = MAGIC.length + 1;
		if (bytes.length <= header || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
			throw unreadable("is not a snapshot of a schema", null);
		}
		if (bytes[MAGIC.length] != VERSION) {
			throw unreadable("has the form " + bytes[MAGIC.length] + ", and this version knows only " + VERSION, null);
		}
		ByteArrayInputStream in = new ByteArrayInputStream(bytes, header, bytes.length - header);
		try (DataInputStream data = new DataInputStream(new GZIPInputStream(in, 1 << 16))) {
			SchemaSnapshot snapshot = new SnapshotParser(data).read();
			// The checksum is at the end, behind what a later version may have added
			data.transferTo(OutputStream.nullOutputStream());
			return snapshot;
		}
		catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException ex) {
			throw unreadable("is damaged", ex);
		}
	}

	static MigratorException unreadable(String problem, @Nullable Exception cause) {
		return new MigratorException("The stored schema snapshot " + problem, null,
				"Take a new one, or read this one with the version of the migrator that wrote it.", cause);
	}

}
