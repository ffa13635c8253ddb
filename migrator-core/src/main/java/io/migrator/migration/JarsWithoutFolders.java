package io.migrator.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Knows the jars in which a class loader cannot find a folder, since the build tool has
 * left the entries for folders out. That takes opening every jar, so it is done once for
 * each class loader, whatever the number of locations that do not exist.
 */
final class JarsWithoutFolders {

	private static final Map<ClassLoader, JarsWithoutFolders> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

	/**
	 * By the URL of each jar's manifest.
	 */
	private final Map<String, Set<String>> folders;

	private JarsWithoutFolders(Map<String, Set<String>> folders) {
		this.folders = folders;
	}

	static JarsWithoutFolders of(ClassLoader classLoader) throws IOException {
		try {
			return KNOWN.computeIfAbsent(classLoader, JarsWithoutFolders::read);
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * Returns the jars that have a folder without saying so.
	 * @param folder the folder, with a slash at its end
	 * @return the URLs of their manifests, in the order of the class path
	 */
	List<String> with(String folder) {
		List<String> manifests = new ArrayList<>();
		this.folders.forEach((manifest, names) -> {
			if (names.contains(folder)) {
				manifests.add(manifest);
			}
		});
		return manifests;
	}

	private static JarsWithoutFolders read(ClassLoader classLoader) {
		Map<String, Set<String>> folders = new LinkedHashMap<>();
		try {
			Enumeration<URL> manifests = classLoader.getResources(JarFile.MANIFEST_NAME);
			while (manifests.hasMoreElements()) {
				String manifest = manifests.nextElement().toExternalForm();
				try (JarFile jar = LocationLister.openJar(manifest)) {
					if (jar != null) {
						folders.put(manifest, unsaid(jar));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new JarsWithoutFolders(folders);
	}

	/**
	 * Folders with what may be a script in them, at any depth, that have no entry of
	 * their own.
	 */
	private static Set<String> unsaid(JarFile jar) {
		Set<String> said = new HashSet<>();
		// no jar has an entry for its root
		Set<String> used = new HashSet<>(Set.of(""));
		String last = "";
		Enumeration<JarEntry> entries = jar.entries();
		while (entries.hasMoreElements()) {
			String name = entries.nextElement().getName();
			if (name.endsWith("/")) {
				said.add(name);
			}
			else if (!name.endsWith(".class")) {
				int end = name.lastIndexOf('/') + 1;
				if (end != last.length() || !name.startsWith(last)) {
					last = name.substring(0, end);
					for (int above = end; above > 0; above = name.lastIndexOf('/', above - 2) + 1) {
						used.add(name.substring(0, above));
					}
				}
			}
		}
		used.removeAll(said);
		return used;
	}

}
