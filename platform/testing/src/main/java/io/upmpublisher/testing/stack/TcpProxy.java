package io.upmpublisher.testing.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between a client and a server, on loopback, and does to their connections what networks do: breaks them, or lets them
 * fall silent.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int CHUNK = 16 * 1024;

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Passage passage = Passage.OPEN;

    private enum Passage {
        OPEN,
        /** What clients send is kept back; what the server sends passes. */
        ANSWERS_ONLY,
        FROZEN,
        REFUSED
    }

    private TcpProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    public static TcpProxy before(String host, int port) {
        try {
            var proxy = new TcpProxy(new InetSocketAddress(host, port));
            Thread.ofVirtual().name("tcp-proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not stand before " + host + ":" + port, e);
        }
    }

    public static TcpProxy to(int port) {
        return before("127.0.0.1", port);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Breaks all connections with a reset; new ones are taken.
     *
     * @return how many were broken
     */
    public int reset() {
        var broken = Set.copyOf(links);
        broken.forEach(Link::reset);
        return broken.size();
    }

    /** Breaks all connections and takes no new ones. */
    public void cut() {
        set(Passage.REFUSED);
        reset();
    }

    /** Keeps back what clients send from now on; what the server sends passes. */
    public void withholdRequests() {
        set(Passage.ANSWERS_ONLY);
    }

    /** Nothing gets through, in either direction: connections stay open, and new ones are taken and hear nothing. */
    public void freeze() {
        set(Passage.FROZEN);
    }

    /** What was kept back flows on, and new connections are taken. */
    public void restore() {
        set(Passage.OPEN);
    }

    @Override
    public void close() {
        closeQuietly(listener);
        cut();
    }

    private void set(Passage next) {
        lock.lock();
        try {
            passage = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // Closed, or a client that is gone already.
            }
        }
    }

    private void connect(Socket client) {
        try {
            if (awaitPassage(true) == Passage.REFUSED) {
                reset(client);
                return;
            }
            var link = new Link(client, new Socket(target.getAddress(), target.getPort()));
            links.add(link);
            Thread.ofVirtual().start(() -> link.pump(link.client, link.server, true));
            Thread.ofVirtual().start(() -> link.pump(link.server, link.client, false));
        } catch (IOException e) {
            // As if nobody listened: the client sees a connection that ends at once.
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Passage awaitPassage(boolean requests) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (passage == Passage.FROZEN || requests && passage == Passage.ANSWERS_ONLY) {
                changed.await();
            }
            return passage;
        } finally {
            lock.unlock();
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already.
        }
        closeQuietly(socket);
    }

    private static void closeQuietly(AutoCloseable closed) {
        try {
            closed.close();
        } catch (Exception e) {
            // Gone is what it should be.
        }
    }

    private final class Link {

        private final Socket client;
        private final Socket server;

        Link(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void pump(Socket from, Socket to, boolean requests) {
            var chunk = new byte[CHUNK];
            try (from; to) {
                for (var read = from.getInputStream().read(chunk); read >= 0; read = from.getInputStream().read(chunk)) {
                    if (awaitPassage(requests) == Passage.REFUSED) {
                        // Kept back until the proxy was cut: it is lost with the connection.
                        return;
                    }
                    to.getOutputStream().write(chunk, 0, read);
                }
            } catch (IOException e) {
                // One side is gone; closing the other tells it.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                links.remove(this);
            }
        }

        void reset() {
            TcpProxy.reset(client);
            TcpProxy.reset(server);
        }
    }
}
