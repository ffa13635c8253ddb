package io.migrator.benchmarks;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and the server and counts how often the server says that it is
 * ready for the next query: once at the end of the connect, then once per round trip.
 */
final class CountingProxy implements AutoCloseable {

	private static final int READY_FOR_QUERY = 'Z';

	private final ServerSocket listener;

	private final int serverPort;

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger ready = new AtomicInteger();

	CountingProxy(int serverPort) throws IOException {
		this.serverPort = serverPort;
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		daemon(this::accept);
	}

	/**
	 * What was counted.
	 *
	 * @param connections physical connections
	 * @param roundTrips after each connection's first ready
	 */
	record Count(int connections, int roundTrips) {

	}

	int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * What was counted since the last call.
	 * @return the count
	 */
	Count take() {
		int opened = this.connections.getAndSet(0);
		return new Count(opened, this.ready.getAndSet(0) - opened);
	}

	private interface Pump {

		void run() throws IOException;

	}

	private static void daemon(Pump pump) {
		Thread thread = new Thread(() -> {
			try {
				pump.run();
			}
			catch (IOException ex) {
				// one of the two has gone, which is how connections end
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.listener.accept();
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.serverPort);
			client.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
			this.connections.incrementAndGet();
			daemon(() -> copy(client, server));
			daemon(() -> copyAndCount(server, client));
		}
	}

	private static void copy(Socket client, Socket server) throws IOException {
		try (client; server; InputStream in = client.getInputStream(); OutputStream out = server.getOutputStream()) {
			in.transferTo(out);
		}
	}

	private void copyAndCount(Socket server, Socket client) throws IOException {
		try (server; client; DataInputStream in = new DataInputStream(server.getInputStream())) {
			OutputStream out = client.getOutputStream();
			while (true) {
				copyMessage(in, out);
			}
		}
		catch (EOFException ex) {
			// the server has said all
		}
	}

	private void copyMessage(DataInputStream in, OutputStream out) throws IOException {
		int type = in.readUnsignedByte();
		int length = in.readInt();
		byte[] message = new byte[length + 1];
		message[0] = (byte) type;
		for (int i = 0; i < 4; i++) {
			message[i + 1] = (byte) (length >>> (24 - 8 * i));
		}
		in.readFully(message, 5, length - 4);
		if (type == READY_FOR_QUERY) {
			this.ready.incrementAndGet();
		}
		out.write(message);
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

}
