package io.upmpublisher.testing.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
 * Stands between a service and its broker or database, on loopback, and does to their connections what networks do: breaks
 * them,
 * or lets them fall silent.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int CHUNK = 16 * 1024;

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flows = lock.newCondition();
    private boolean silent;

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

    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Breaks all connections with a reset; new ones are taken.
     *
     * @return how many were broken
     */
    public int cut() {
        var broken = Set.copyOf(links);
        broken.forEach(Link::reset);
        return broken.size();
    }

    /**
     * From now on nothing gets through, in either direction; connections stay open, and new ones are taken and hear nothing.
     */
    public void fallSilent() {
        lock.lock();
        try {
            silent = true;
        } finally {
            lock.unlock();
        }
    }

    /** What was kept back flows on. */
    public void speakAgain() {
        lock.lock();
        try {
            silent = false;
            flows.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closeQuietly(listener);
        speakAgain();
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var caller = listener.accept();
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException e) {
                // Closed, or a caller that is gone already.
            }
        }
    }

    private void connect(Socket caller) {
        try {
            awaitFlow();
            var link = new Link(caller, new Socket(target.getAddress(), target.getPort()));
            links.add(link);
            Thread.ofVirtual().start(() -> link.pump(link.caller, link.callee));
            Thread.ofVirtual().start(() -> link.pump(link.callee, link.caller));
        } catch (IOException e) {
            // As if nobody listened: the caller sees a connection that ends at once.
            reset(caller);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitFlow() throws InterruptedException {
        lock.lock();
        try {
            while (silent) {
                flows.await();
            }
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

        private final Socket caller;
        private final Socket callee;

        Link(Socket caller, Socket callee) throws IOException {
            this.caller = caller;
            this.callee = callee;
            caller.setTcpNoDelay(true);
            callee.setTcpNoDelay(true);
        }

        void pump(Socket from, Socket to) {
            try {
                pump(from.getInputStream(), to.getOutputStream());
            } catch (IOException e) {
                // One side is gone; the other learns of it below.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                links.remove(this);
                closeQuietly(caller);
                closeQuietly(callee);
            }
        }

        private void pump(InputStream in, OutputStream out) throws IOException, InterruptedException {
            var chunk = new byte[CHUNK];
            for (var read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                awaitFlow();
                out.write(chunk, 0, read);
            }
        }

        void reset() {
            TcpProxy.reset(caller);
            TcpProxy.reset(callee);
        }
    }
}
