package io.upmpublisher.command.dispatcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** deploy/templates/upm-dispatcher.yml, and where it goes in a repository. */
final class Template {

    static final String PATH = ".github/workflows/upm-dispatcher.yml";

    private final byte[] content;

    Template() {
        try (var resource = Template.class.getResourceAsStream("/upm/upm-dispatcher.yml")) {
            content = Objects.requireNonNull(resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The tool's own template cannot be read", e);
        }
    }

    byte[] content() {
        return content.clone();
    }

    /** The name that git gives this content, by which GitHub tells what a file is. */
    String blob() {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-1", e);
        }
    }
}
