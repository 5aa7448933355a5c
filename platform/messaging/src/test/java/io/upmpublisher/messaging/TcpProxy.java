package io.upmpublisher.messaging;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A way to a server that a test can cut or freeze. */
public final class TcpProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean withholdsRequests;
    private boolean withholdsAnswers;
    private boolean refuses;

    private TcpProxy(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    public static TcpProxy to(int port) throws IOException {
        var proxy = new TcpProxy(port);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Keeps back what clients send from now on; what the server sends passes. */
    public void withholdRequests() {
        set(true, false, false);
    }

    /** Keeps everything back, as a server does that hangs. */
    public void freeze() {
        set(true, true, false);
    }

    /** Breaks all connections and takes no new ones. */
    public void cut() {
        set(true, true, true);
        sockets.forEach(TcpProxy::close);
        // What was kept back finds its socket closed.
        set(false, false, true);
    }

    public void restore() {
        set(false, false, false);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }

    private void set(boolean requests, boolean answers, boolean refuse) {
        lock.lock();
        try {
            withholdsRequests = requests;
            withholdsAnswers = answers;
            refuses = refuse;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                if (refuses()) {
                    client.close();
                    continue;
                }
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pump(client, server, true));
                Thread.ofVirtual().start(() -> pump(server, client, false));
            } catch (IOException e) {
                // The test has ended, or the server is away: then the client's next attempt comes here again.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean requests) {
        var buffer = new byte[64 * 1024];
        try (from; to) {
            for (var read = from.getInputStream().read(buffer); read >= 0; read = from.getInputStream().read(buffer)) {
                awaitPassage(requests);
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One side is gone; closing the other tells it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void awaitPassage(boolean requests) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (requests ? withholdsRequests : withholdsAnswers) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean refuses() {
        lock.lock();
        try {
            return refuses;
        } finally {
            lock.unlock();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was closed.
        }
    }
}
