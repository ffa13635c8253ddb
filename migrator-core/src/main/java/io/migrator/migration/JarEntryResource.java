package io.migrator.migration;

import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.springframework.core.io.AbstractResource;

/**
 * A file in a jar that stays open as long as somebody may want to read it; opening the
 * jar for each of thousands of files would cost more than reading them.
 */
final class JarEntryResource extends AbstractResource {

	private final JarFile jar;

	private final JarEntry entry;

	JarEntryResource(JarFile jar, JarEntry entry) {
		this.jar = jar;
		this.entry = entry;
	}

	@Override
	public boolean exists() {
		return true;
	}

	@Override
	public long contentLength() {
		return this.entry.getSize();
	}

	@Override
	public String getFilename() {
		return this.entry.getName().substring(this.entry.getName().lastIndexOf('/') + 1);
	}

	@Override
	public String getDescription() {
		return "jar " + this.jar.getName() + " entry " + this.entry.getName();
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return this.jar.getInputStream(this.entry);
	}

}
