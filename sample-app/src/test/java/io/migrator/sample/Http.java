package io.migrator.sample;

import org.springframework.web.client.RestClient;

/**
 * Asks a started application.
 */
final class Http {

	private Http() {
	}

	/**
	 * Reads a page that must be there.
	 * @param port the application's port
	 * @param path the path
	 * @return the body
	 */
	static String get(int port, String path) {
		String body = RestClient.create("http://localhost:" + port).get().uri(path).retrieve().body(String.class);
		return (body != null) ? body : "";
	}

}
