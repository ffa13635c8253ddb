package io.migrator.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * Fingerprints of objects. Names and values are written with their lengths, so that no
 * two different objects can read the same.
 */
public final class Fingerprint {

	private final MessageDigest digest;

	private Fingerprint() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The fingerprint of one object.
	 * @param fact the object
	 * @return SHA-256 in lower case hexadecimal digits
	 */
	public static String of(Fact fact) {
		return of(List.of(fact));
	}

	/**
	 * The fingerprint of some texts in their order.
	 * @param texts the texts
	 * @return SHA-256 in lower case hexadecimal digits
	 */
	public static String ofTexts(List<String> texts) {
		Fingerprint fingerprint = new Fingerprint();
		texts.forEach(fingerprint::add);
		return HexFormat.of().formatHex(fingerprint.digest.digest());
	}

	static String of(Collection<Fact> facts) {
		Fingerprint fingerprint = new Fingerprint();
		facts.stream().filter((fact) -> !fact.isImplied()).forEach(fingerprint::add);
		return HexFormat.of().formatHex(fingerprint.digest.digest());
	}

	private void add(Fact fact) {
		add(fact.id().toString());
		for (String name : fact.attributes().names()) {
			if (!Attributes.isCompared(name)) {
				continue;
			}
			add(name);
			Object value = fact.attributes().value(name);
			if (value instanceof List<?> list) {
				add("[" + list.size());
				list.forEach((element) -> add((String) element));
			}
			else if (value != null) {
				add((String) value);
			}
		}
		add("");
	}

	private void add(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		this.digest.update((byte) (bytes.length >>> 24));
		this.digest.update((byte) (bytes.length >>> 16));
		this.digest.update((byte) (bytes.length >>> 8));
		this.digest.update((byte) bytes.length);
		this.digest.update(bytes);
	}

}
