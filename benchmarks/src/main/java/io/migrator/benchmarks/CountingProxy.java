package io.migrator.benchmarks;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and the server and counts how often the client, after it has
 * said something, waits until the server is ready for the next query.
 */
final class CountingProxy implements AutoCloseable {

	private static final int READY_FOR_QUERY = 'Z';

	private final ServerSocket listener;

	private final int serverPort;

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger roundTrips = new AtomicInteger();

	private final AtomicLong received = new AtomicLong();

	CountingProxy(int serverPort) throws IOException {
		this.serverPort = serverPort;
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		daemon(this::accept);
	}

	/**
	 * What was counted.
	 *
	 * @param connections physical connections
	 * @param roundTrips after each connection's first, which ends the connect
	 * @param received bytes that the server sent
	 */
	record Count(int connections, int roundTrips, long received) {

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
		return new Count(opened, this.roundTrips.getAndSet(0) - opened, this.received.getAndSet(0));
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
			AtomicBoolean spoken = new AtomicBoolean();
			daemon(() -> copy(client, server, spoken));
			daemon(() -> copyAndCount(server, client, spoken));
		}
	}

	private static void copy(Socket client, Socket server, AtomicBoolean spoken) throws IOException {
		byte[] buffer = new byte[1 << 16];
		try (client; server; InputStream in = client.getInputStream(); OutputStream out = server.getOutputStream()) {
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				spoken.set(true);
				out.write(buffer, 0, count);
			}
		}
	}

	private void copyAndCount(Socket server, Socket client, AtomicBoolean spoken) throws IOException {
		try (server; client; DataInputStream in = new DataInputStream(server.getInputStream())) {
			OutputStream out = client.getOutputStream();
			while (true) {
				byte[] message = message(in);
				this.received.addAndGet(message.length);
				// several in a row answer what the client sent in one go
				if (message[0] == READY_FOR_QUERY && spoken.getAndSet(false)) {
					this.roundTrips.incrementAndGet();
				}
				out.write(message);
			}
		}
		catch (EOFException ex) {
			// the server has said all
		}
	}

	private static byte[] message(DataInputStream in) throws IOException {
		byte type = in.readByte();
		int length = in.readInt();
		byte[] message = ByteBuffer.allocate(length + 1).put(type).putInt(length).array();
		in.readFully(message, 5, length - 4);
		return message;
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

}
