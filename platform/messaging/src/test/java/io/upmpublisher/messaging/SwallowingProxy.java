package io.upmpublisher.messaging;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to the broker that may swallow what the broker says on the connections of that moment, heartbeats excepted: they
 * look alive and are of no use.
 */
final class SwallowingProxy implements AutoCloseable {

    private static final int HEARTBEAT = 8;

    private final ServerSocket listening;
    private final int target;
    private final List<Way> ways = new CopyOnWriteArrayList<>();

    private SwallowingProxy(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static SwallowingProxy to(int port) throws IOException {
        var proxy = new SwallowingProxy(port);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** How many connections were made so far. */
    int connections() {
        return ways.size();
    }

    void swallow() {
        ways.forEach(way -> way.swallows = true);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (var way : ways) {
            way.client.close();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var way = new Way(listening.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
                ways.add(way);
                Thread.ofVirtual().start(way::passRequests);
                Thread.ofVirtual().start(way::passAnswers);
            } catch (IOException e) {
                // The test has ended.
            }
        }
    }

    private static final class Way {

        private final Socket client;
        private final Socket server;
        private volatile boolean swallows;

        private Way(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void passRequests() {
            try (client; server) {
                client.getInputStream().transferTo(server.getOutputStream());
            } catch (IOException e) {
                // One side is gone; closing the other tells it.
            }
        }

        // A frame: type (1 byte), channel (2), size (4), payload, end (1).
        private void passAnswers() {
            try (client; server; var from = new DataInputStream(buffered(server.getInputStream()))) {
                var to = new DataOutputStream(client.getOutputStream());
                while (true) {
                    var type = from.readUnsignedByte();
                    var channel = from.readUnsignedShort();
                    var size = from.readInt();
                    var rest = from.readNBytes(size + 1);
                    if (!swallows || type == HEARTBEAT) {
                        to.writeByte(type);
                        to.writeShort(channel);
                        to.writeInt(size);
                        to.write(rest);
                    }
                }
            } catch (IOException e) {
                // One side is gone; closing the other tells it.
            }
        }

        private static InputStream buffered(InputStream stream) {
            return new BufferedInputStream(stream, 64 * 1024);
        }
    }
}
