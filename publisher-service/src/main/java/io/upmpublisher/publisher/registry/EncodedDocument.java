package io.upmpublisher.publisher.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The body of a publishing request, in npm's order of keys
 * (https://github.com/npm/cli/blob/latest/workspaces/libnpmpublish/lib/publish.js). All but the tarball is in memory; that is
 * read and encoded while sending.
 */
final class EncodedDocument implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] beforeTarball;
    private final byte[] afterTarball;
    private final Tarball tarball;
    private volatile InputStream open = InputStream.nullInputStream();

    EncodedDocument(PublishDocument document, Registry registry) {
        this.tarball = document.tarball();
        var head = text(root(document, registry));
        this.beforeTarball = bytes(head.substring(0, head.length() - 1) + ",\"_attachments\":{\"" + document.name() + "-"
                + document.version() + ".tgz\":{\"content_type\":\"application/octet-stream\",\"data\":\"");
        this.afterTarball = bytes("\",\"length\":" + tarball.size() + "}}}");
    }

    long length() {
        return beforeTarball.length + Base64Tarball.encodedLength(tarball.size()) + afterTarball.length;
    }

    BodyPublisher publisher() {
        // A known length, instead of chunks: registries and the proxies before them refuse by it before reading.
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::stream), length());
    }

    InputStream stream() {
        open = new SequenceInputStream(Collections.enumeration(List.of(new ByteArrayInputStream(beforeTarball),
                new Base64Tarball(tarball), new ByteArrayInputStream(afterTarball))));
        return open;
    }

    /** Closes the tarball's file: the HTTP client leaves it open when an upload breaks off. */
    @Override
    public void close() throws IOException {
        open.close();
    }

    private static ObjectNode root(PublishDocument document, Registry registry) {
        var name = document.name().value();
        var version = document.version().toString();
        var root = JSON.createObjectNode();
        root.put("_id", name);
        root.put("name", name);
        root.put("description", document.manifest().path("description").asText(""));
        root.putObject("dist-tags").put(document.tag().value(), version);
        root.putObject("versions").set(version, manifest(document, registry));
        root.set("access", document.access().json());
        return root;
    }

    private static ObjectNode manifest(PublishDocument document, Registry registry) {
        var digests = document.tarball().digests();
        var manifest = document.manifest().deepCopy();
        manifest.put("_id", document.name() + "@" + document.version());
        var dist = manifest.putObject("dist");
        dist.put("integrity", digests.integrity());
        dist.put("shasum", digests.shasum());
        dist.put("tarball", registry.announcedTarball(document.name(), document.version()));
        return manifest;
    }

    /** By way of characters: half a surrogate pair from a manifest becomes a question mark instead of an error. */
    private static String text(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
