package io.upmpublisher.publisher.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

import io.upmpublisher.testing.stack.RegistryFault;
import io.upmpublisher.testing.stack.RegistryProxy;

/** The real registry, failing for packages that a test names. */
final class FaultyRegistry implements AutoCloseable {

    private final URI registry;
    private final RegistryProxy proxy;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    /**
     * @param request as in {@code PUT /com.studio.core}
     * @param hits how many requests it met
     */
    record Fault(Predicate<String> request, RegistryFault fault, AtomicInteger hits) {
    }

    FaultyRegistry(URI registry) {
        this.registry = registry;
        this.proxy = RegistryProxy.before(registry);
        proxy.weather(request -> faultOf(request.method() + " " + request.path()));
    }

    URI url() {
        return proxy.url();
    }

    /** Fails requests, as in {@code PUT /com.studio.core}, until the fault is taken away. */
    Fault failing(String request, int status) {
        return add(request::equals, RegistryFault.Instead.of(status));
    }

    /** Fails as many of the requests as that. */
    Fault failingFirst(int times, String request, int status) {
        var left = new AtomicInteger(times);
        return add(made -> made.equals(request) && left.getAndDecrement() > 0, RegistryFault.Instead.of(status));
    }

    /** Answers the first of the requests itself, after something else has happened. */
    Fault meanwhile(String request, Runnable other, int status) {
        var left = new AtomicInteger(1);
        return add(made -> {
            var isFirst = made.equals(request) && left.getAndDecrement() > 0;
            if (isFirst) {
                other.run();
            }
            return isFirst;
        }, RegistryFault.Instead.of(status));
    }

    /** Lets the registry obey, and tells the caller that it failed. */
    Fault obeyingBut(String request, int status) {
        return add(request::equals, new RegistryFault.AnswerLost(status));
    }

    /** Lets the registry obey, and hangs up on the caller. */
    Fault swallowingAnswersTo(String request) {
        return add(request::equals, new RegistryFault.HangUp(true));
    }

    Fault refusingTheToken() {
        return add(request -> true, RegistryFault.Instead.of(401));
    }

    void remove(Fault fault) {
        faults.remove(fault);
    }

    /** The packages that the registry took, in order. */
    List<String> taken(String prefix) {
        return proxy.puts().stream().filter(put -> put.tookEffect() && put.name().startsWith(prefix))
                .map(RegistryProxy.Put::name).toList();
    }

    /** What is in a published tarball, by path. */
    Map<String, byte[]> files(String name, String version) throws IOException, InterruptedException {
        var tarball = client.send(
                HttpRequest.newBuilder(URI.create(registry + "/" + name + "/-/" + name + "-" + version + ".tgz"))
                        .header("Authorization", "Bearer " + System.getenv("UPM_TEST_VERDACCIO_TOKEN")).build(),
                BodyHandlers.ofInputStream());
        var files = new LinkedHashMap<String, byte[]>();
        try (var tar = new GZIPInputStream(tarball.body())) {
            for (var header = tar.readNBytes(512); header[0] != 0; header = tar.readNBytes(512)) {
                var path = text(header, 345, 155).isEmpty() ? text(header, 0, 100)
                        : text(header, 345, 155) + "/" + text(header, 0, 100);
                var size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                files.put(path.replaceFirst("^package/", ""), tar.readNBytes(size));
                tar.readNBytes(Math.floorMod(-size, 512));
            }
        }
        return files;
    }

    private static String text(byte[] header, int at, int length) {
        return new String(header, at, length, StandardCharsets.UTF_8).replaceFirst("\0.*", "");
    }

    int delete(String path, String token) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(registry + path)).DELETE()
                    .header("Authorization", "Bearer " + token).build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        proxy.close();
        client.shutdownNow();
    }

    private Fault add(Predicate<String> request, RegistryFault fault) {
        var added = new Fault(request, fault, new AtomicInteger());
        faults.add(added);
        return added;
    }

    private Optional<RegistryFault> faultOf(String request) {
        var met = faults.stream().filter(each -> each.request().test(request)).findFirst();
        met.ifPresent(fault -> fault.hits().incrementAndGet());
        return met.map(Fault::fault);
    }
}
