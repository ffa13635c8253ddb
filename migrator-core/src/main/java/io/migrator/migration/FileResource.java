package io.migrator.migration;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.springframework.core.io.AbstractResource;

/**
 * A file in a folder; lighter than Spring's own, which counts with thousands of them.
 */
final class FileResource extends AbstractResource {

	private final File folder;

	private final String name;

	FileResource(File folder, String name) {
		this.folder = folder;
		this.name = name;
	}

	@Override
	public boolean isFile() {
		return true;
	}

	@Override
	public File getFile() {
		return new File(this.folder, this.name);
	}

	@Override
	public String getFilename() {
		return this.name;
	}

	@Override
	public String getDescription() {
		return "file [" + getFile() + "]";
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return new FileInputStream(getFile());
	}

}
