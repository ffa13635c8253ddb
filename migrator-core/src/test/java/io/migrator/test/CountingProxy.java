package io.migrator.test;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a client and the server, passes everything on, counts the server's
 * {@code ReadyForQuery} messages, one of which ends each round trip, and keeps what the
 * client asked.
 */
public final class CountingProxy implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(CountingProxy.class);

	private final ServerSocket listener;

	private final int serverPort;

	private final AtomicInteger readies = new AtomicInteger();

	private final AtomicInteger connections = new AtomicInteger();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	/**
	 * Listens on a free port.
	 * @param serverPort where the server listens
	 */
	public CountingProxy(int serverPort) {
		this.serverPort = serverPort;
		try {
			this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		inBackground(this::accept);
	}

	/**
	 * The same database through this proxy, without encryption, so that it can read
	 * along.
	 * @param direct the direct way to it
	 * @return the way through the proxy
	 */
	public PGSimpleDataSource through(PGSimpleDataSource direct) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setServerNames(new String[] { "localhost" });
		dataSource.setPortNumbers(new int[] { this.listener.getLocalPort() });
		dataSource.setDatabaseName(direct.getDatabaseName());
		dataSource.setUser(direct.getUser());
		dataSource.setPassword(direct.getPassword());
		dataSource.setSslMode("disable");
		dataSource.setGssEncMode("disable");
		return dataSource;
	}

	/**
	 * How many round trips there were, counting the one that ends a log-in.
	 * @return the number of {@code ReadyForQuery} messages
	 */
	public int roundTrips() {
		return this.readies.get();
	}

	public int connections() {
		return this.connections.get();
	}

	/**
	 * The texts of all queries so far, of the simple and of the extended protocol.
	 * @return the texts, in order
	 */
	public List<String> requests() {
		return List.copyOf(this.requests);
	}

	private void accept() throws IOException {
		while (!this.listener.isClosed()) {
			Socket client = this.listener.accept();
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.serverPort);
			client.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
			this.sockets.add(client);
			this.sockets.add(server);
			this.connections.incrementAndGet();
			inBackground(() -> pump(client, server, true));
			inBackground(() -> pump(server, client, false));
		}
	}

	private void pump(Socket from, Socket to, boolean fromClient) throws IOException {
		try (from; to) {
			DataInputStream in = new DataInputStream(from.getInputStream());
			OutputStream out = to.getOutputStream();
			if (fromClient) {
				// The first message of a client has no type
				int length = in.readInt();
				byte[] startup = in.readNBytes(length - 4);
				write(out, -1, length, startup);
			}
			for (int type = in.read(); type >= 0; type = in.read()) {
				int length = in.readInt();
				byte[] body = in.readNBytes(length - 4);
				note(fromClient, type, body);
				write(out, type, length, body);
			}
		}
	}

	private void note(boolean fromClient, int type, byte[] body) {
		if (!fromClient && type == 'Z') {
			this.readies.incrementAndGet();
		}
		else if (fromClient && (type == 'Q' || type == 'P')) {
			this.requests.add(new String(body, StandardCharsets.UTF_8));
		}
	}

	private static void write(OutputStream out, int type, int length, byte[] body) throws IOException {
		byte[] message = new byte[((type >= 0) ? 5 : 4) + body.length];
		int start = 0;
		if (type >= 0) {
			message[start++] = (byte) type;
		}
		for (int shift = 24; shift >= 0; shift -= 8) {
			message[start++] = (byte) (length >> shift);
		}
		System.arraycopy(body, 0, message, start, body.length);
		out.write(message);
		out.flush();
	}

	private static void inBackground(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// One side hung up, or the proxy is closed: the other side sees it too
				logger.trace("Closed", ex);
			}
		}, "counting-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private interface Work {

		void run() throws IOException;

	}

}
