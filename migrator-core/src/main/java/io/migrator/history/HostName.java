package io.migrator.history;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * What the machine, or the container, is called that this process runs on.
 */
public final class HostName {

	private HostName() {
	}

	/**
	 * Looks the name up once, which may take a while where the network is not well set
	 * up.
	 * @return the name
	 */
	public static String get() {
		return Holder.NAME;
	}

	/**
	 * Asks when somebody first wants to know.
	 */
	private static final class Holder {

		static final String NAME = look();

		private static String look() {
			String name = System.getenv("HOSTNAME");
			if (name != null && !name.isBlank()) {
				return name;
			}
			try {
				return InetAddress.getLocalHost().getHostName();
			}
			catch (UnknownHostException ex) {
				return "unknown host";
			}
		}

	}

}
