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

	private final File file;

	FileResource(File file) {
		this.file = file;
	}

	@Override
	public boolean isFile() {
		return true;
	}

	@Override
	public File getFile() {
		return this.file;
	}

	@Override
	public String getFilename() {
		return this.file.getName();
	}

	@Override
	public String getDescription() {
		return "file [" + this.file + "]";
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return new FileInputStream(this.file);
	}

}
