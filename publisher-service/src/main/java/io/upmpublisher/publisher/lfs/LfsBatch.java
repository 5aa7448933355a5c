package io.upmpublisher.publisher.lfs;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The question where objects can be had, and its answer (https://github.com/git-lfs/git-lfs/blob/main/docs/api/batch.md). */
final class LfsBatch {

    /** Hosts limit how many objects they are asked for at once; git-lfs asks for a hundred. */
    static final int MAX_OBJECTS = 100;
    static final int MAX_ANSWER_BYTES = 4 << 20;

    private static final int MAX_HEADERS = 20;
    private static final int MAX_HEADER_CHARS = 8 << 10;
    // What belongs to the connection, and what would bring a part of the object or another form of it.
    private static final Set<String> NOT_TAKEN = Set.of("host", "connection", "content-length", "transfer-encoding", "expect",
            "upgrade", "te", "trailer", "accept-encoding", "range", "if-range", "if-match", "if-none-match");
    private static final JsonMapper JSON = new JsonMapper();

    private final LfsEndpoint endpoint;
    private final Map<String, LfsFile> asked = new HashMap<>();

    /**
     * @param files of different objects
     */
    LfsBatch(LfsEndpoint endpoint, List<LfsFile> files) {
        this.endpoint = endpoint;
        files.forEach(file -> asked.put(file.pointer().oid(), file));
    }

    byte[] question() {
        var body = JSON.createObjectNode().put("operation", "download").put("hash_algo", "sha256");
        body.putArray("transfers").add("basic");
        var objects = body.putArray("objects");
        asked.values().forEach(
                file -> objects.addObject().put("oid", file.pointer().oid()).put("size", file.pointer().size()));
        return body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /**
     * @throws LfsException if it is no answer, or an object cannot be had
     */
    List<LfsDownload> downloads(byte[] answer) {
        var body = parsed(answer);
        if (!body.path("transfer").asText("basic").equals("basic")
                || !body.path("hash_algo").asText("sha256").equals("sha256")) {
            throw invalid("it wants a way of transfer that was not offered");
        }
        var downloads = new ArrayList<LfsDownload>();
        for (var object : body.path("objects")) {
            var file = asked.remove(object.path("oid").asText());
            if (file == null) {
                throw invalid("it names an object that was not asked for");
            }
            downloads.add(download(file, object));
        }
        if (!asked.isEmpty()) {
            throw invalid("it says nothing of some objects");
        }
        return downloads;
    }

    private LfsDownload download(LfsFile file, JsonNode object) {
        if (object.path("error").isObject()) {
            throw LfsAnswers.objectError(endpoint, file, object.path("error"));
        }
        if (object.path("size").isNumber() && object.path("size").asLong() != file.pointer().size()) {
            throw new LfsException(LfsFault.LFS_OBJECT_CORRUPT, "The git host has an object of " + object.path("size").asLong()
                    + " bytes for " + file.path() + ", whose pointer says " + file.pointer().size() + ".");
        }
        var action = object.path("actions").path("download");
        if (!action.path("href").isTextual()) {
            throw invalid("it does not say where an object is");
        }
        var address = address(file, action.path("href").textValue());
        var headers = headers(action.path("header"));
        if (!headers.containsKey("authorization") && !object.path("authenticated").asBoolean()) {
            endpoint.authorizationFor(address).ifPresent(value -> headers.put("authorization", value));
        }
        return new LfsDownload(file, address, headers);
    }

    private URI address(LfsFile file, String href) {
        return endpoint.objectAddress(endpoint.batch(), href).orElseThrow(() -> new LfsException(LfsFault.LFS_ADDRESS_REFUSED,
                "The git host names an address for " + file.path() + " that objects must not be fetched from."));
    }

    private static Map<String, String> headers(JsonNode given) {
        var headers = new TreeMap<String, String>();
        for (var header : given.properties()) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (!NOT_TAKEN.contains(name) && header.getValue().isTextual()) {
                headers.put(name, header.getValue().textValue());
            }
        }
        var chars = headers.entrySet().stream().mapToInt(header -> header.getKey().length() + header.getValue().length()).sum();
        if (headers.size() > MAX_HEADERS || chars > MAX_HEADER_CHARS) {
            throw invalid("it asks for too many headers");
        }
        return headers;
    }

    private static JsonNode parsed(byte[] answer) {
        if (answer.length > MAX_ANSWER_BYTES) {
            throw invalid("it is larger than allowed");
        }
        try {
            var body = JSON.readTree(answer);
            if (!body.path("objects").isArray()) {
                throw invalid("it has no objects");
            }
            return body;
        } catch (JsonProcessingException e) {
            throw invalid("it is not well-formed JSON");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static LfsException invalid(String why) {
        return new LfsException(LfsFault.LFS_ANSWER_INVALID,
                "The git host's answer about LFS objects cannot be used: " + why + ".");
    }
}
