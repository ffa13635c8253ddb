package io.migrator.migration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import io.migrator.migration.Listing.Entry;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Lists what is under a location: each folder is walked once, each jar read once.
 */
final class LocationLister {

	private static final String JAR_SEPARATOR = "!/";

	private static final Set<String> KNOWN_FILES = Set.of("migration.sql", "up.sql", "down.sql", "verify.sql");

	private final ClassLoader classLoader;

	LocationLister(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Lists a location.
	 * @return one listing for every folder and jar that has it; none if it does not exist
	 */
	List<Listing> list(String location) {
		try {
			for (String prefix : List.of("file:", "filesystem:")) {
				if (location.startsWith(prefix)) {
					File folder = path(location.substring(prefix.length())).toFile();
					return folder.isDirectory() ? List.of(folder(location, displayPrefix(folder.getPath()), folder))
							: List.of();
				}
			}
			return classPath(location, classPathFolder(location));
		}
		catch (IOException | UncheckedIOException | URISyntaxException ex) {
			throw new InvalidMigrationsException(
					List.of("The location " + location + " cannot be listed: " + ex.getMessage()),
					"Make it readable for the account of this process, or change migrator.locations.", ex);
		}
	}

	private static Path path(String text) {
		return text.startsWith("//") ? Path.of(URI.create("file:" + text)) : Path.of(text);
	}

	private static String classPathFolder(String location) {
		String folder = location.replaceFirst("^classpath\\*?:", "").replaceFirst("^/+", "");
		return folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
	}

	private static String displayPrefix(String folder) {
		String path = folder.replace('\\', '/');
		return path.isEmpty() || path.endsWith("/") ? path : path + "/";
	}

	private List<Listing> classPath(String location, String folder) throws IOException, URISyntaxException {
		List<Listing> listings = new ArrayList<>();
		Set<String> seen = new LinkedHashSet<>();
		for (URL root : Collections.list(this.classLoader.getResources(folder))) {
			if (seen.add(root.toExternalForm())) {
				listings.add(root(location, folder, root));
			}
		}
		if (listings.isEmpty()) {
			listings.addAll(jarsWithoutFolders(location, folder));
		}
		if (listings.isEmpty()) {
			Listing found = search(location, folder);
			return found.entries().isEmpty() ? List.of() : List.of(found);
		}
		return listings;
	}

	private List<Listing> jarsWithoutFolders(String location, String folder) throws IOException {
		List<Listing> listings = new ArrayList<>();
		for (String manifest : JarsWithoutFolders.of(this.classLoader).with(folder)) {
			JarFile jar = openJar(manifest);
			if (jar != null) {
				listings.add(jar(location, folder, manifest, jar));
			}
		}
		return listings;
	}

	private Listing root(String location, String folder, URL root) throws IOException, URISyntaxException {
		String url = root.toExternalForm();
		if ("file".equals(root.getProtocol())) {
			return folder(location, folder, new File(root.toURI()));
		}
		JarFile jar = openJar(url);
		return (jar != null) ? jar(location, folder, url, jar) : search(location, folder);
	}

	/**
	 * Opens the jar that an entry is in, nested ones too; not the shared one, which
	 * others might close.
	 */
	static @Nullable JarFile openJar(String entryUrl) throws IOException {
		int separator = entryUrl.lastIndexOf(JAR_SEPARATOR);
		if (separator < 0) {
			return null;
		}
		URLConnection connection = new URL(entryUrl.substring(0, separator + JAR_SEPARATOR.length())).openConnection();
		if (connection instanceof JarURLConnection jarConnection) {
			jarConnection.setUseCaches(false);
			return jarConnection.getJarFile();
		}
		return null;
	}

	/**
	 * Lists a folder with one system call for it and each folder below; what its name
	 * does not tell to be a file is asked for its files. Hidden folders are passed over,
	 * among them the copies that Kubernetes keeps beside mounted files.
	 */
	private static Listing folder(String location, String prefix, File root) throws IOException {
		String[] names = root.list();
		if (names == null) {
			throw new IOException(root + " is not readable");
		}
		List<Entry> entries = new ArrayList<>(names.length);
		List<String> folders = new ArrayList<>();
		for (String name : names) {
			if (!addFile(entries, root, "", name)) {
				folders.add(name);
			}
		}
		return new Listing(location, prefix, root.getPath(), entries, folders);
	}

	private static boolean addFile(List<Entry> entries, File folder, String path, String name) {
		if (name.startsWith(".")) {
			return true;
		}
		File file = new File(folder, name);
		boolean surelyFile = KNOWN_FILES.contains(name) || (name.endsWith(".sql") && !file.isDirectory());
		String[] names = surelyFile ? null : file.list();
		if (names == null) {
			entries.add(new Entry(path.concat(name), new FileResource(file), -1));
			return true;
		}
		String below = path.concat(name).concat("/");
		for (String child : names) {
			addFile(entries, file, below, child);
		}
		return false;
	}

	private static Listing jar(String location, String folder, String origin, JarFile jar) {
		List<Entry> entries = new ArrayList<>();
		Set<String> folders = new LinkedHashSet<>();
		Enumeration<JarEntry> all = jar.entries();
		while (all.hasMoreElements()) {
			JarEntry entry = all.nextElement();
			String name = entry.getName();
			if (!name.startsWith(folder) || name.length() == folder.length()) {
				continue;
			}
			String path = name.substring(folder.length());
			addFolder(folders, path);
			if (!entry.isDirectory() && !isHidden(path)) {
				entries.add(new Entry(path, new JarEntryResource(jar, entry), entry.getSize()));
			}
		}
		return new Listing(location, folder, origin, entries, folders);
	}

	/**
	 * For what is neither a folder nor a jar: a native image, an application server.
	 */
	private Listing search(String location, String folder) throws IOException {
		List<Entry> entries = new ArrayList<>();
		Set<String> folders = new LinkedHashSet<>();
		for (Resource resource : new PathMatchingResourcePatternResolver(this.classLoader)
			.getResources("classpath*:" + folder + "**")) {
			String url = resource.getURL().getPath();
			int start = url.lastIndexOf(folder);
			if (start >= 0 && !url.endsWith("/") && resource.isReadable()) {
				String path = url.substring(start + folder.length());
				addFolder(folders, path);
				if (!isHidden(path)) {
					entries.add(new Entry(path, resource, -1));
				}
			}
		}
		return new Listing(location, folder, location, entries, folders);
	}

	private static void addFolder(Set<String> folders, String path) {
		int end = path.indexOf('/');
		if (end > 0 && path.charAt(0) != '.') {
			folders.add(path.substring(0, end));
		}
	}

	private static boolean isHidden(String path) {
		return path.charAt(0) == '.' || path.contains("/.");
	}

}
