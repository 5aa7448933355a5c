package io.upmpublisher.publisher.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;

/**
 * A package that npm can install.
 *
 * @param content makes the bytes of one differ from those of another
 * @param filler bytes that do not compress, for size
 * @param level of compression; -1 for the usual
 */
record SamplePackage(String name, String version, String tag, String content, int filler, int level) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static SamplePackage of(String name, String version) {
        return new SamplePackage(name, version, version.contains("-") ? "pre" : "latest", "content", 0, -1);
    }

    SamplePackage tagged(String other) {
        return new SamplePackage(name, version, other, content, filler, level);
    }

    SamplePackage containing(String other) {
        return new SamplePackage(name, version, tag, other, filler, level);
    }

    SamplePackage withFiller(int bytes) {
        return new SamplePackage(name, version, tag, content, bytes, level);
    }

    SamplePackage compressed(int otherLevel) {
        return new SamplePackage(name, version, tag, content, filler, otherLevel);
    }

    PackageName packageName() {
        return new PackageName(name);
    }

    SemVersion semVersion() {
        return SemVersion.parse(version);
    }

    ObjectNode manifest() {
        return JSON.createObjectNode().put("name", name).put("version", version).put("description", "A sample – für Tests")
                .put("unity", "2022.3").put("readme", "# Sample");
    }

    PublishDocument document(Path folder) {
        return document(folder, digests());
    }

    PublishDocument document(Path folder, Digests digests) {
        try {
            var file = Files.write(folder.resolve(name.replace('/', '_') + "-" + version + content.hashCode() + level + ".tgz"),
                    bytes());
            return new PublishDocument(manifest(), packageName(), semVersion(), new DistTag(tag), Access.REGISTRY_DEFAULT,
                    new Tarball(file, Files.size(file), digests));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Digests digests() {
        return new Digests("sha512-" + Base64.getEncoder().encodeToString(digest("SHA-512", bytes())),
                HexFormat.of().formatHex(digest("SHA-1", bytes())));
    }

    byte[] bytes() {
        var random = new byte[filler];
        new Random(7).nextBytes(random);
        var tarball = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(tarball) {
            {
                def.setLevel(level);
            }
        }) {
            entry(gzip, "package/package.json", manifest().toString().getBytes(StandardCharsets.UTF_8));
            entry(gzip, "package/content.txt", content.getBytes(StandardCharsets.UTF_8));
            entry(gzip, "package/filler.bin", random);
            gzip.write(new byte[1024]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tarball.toByteArray();
    }

    private static void entry(GZIPOutputStream tar, String name, byte[] content) throws IOException {
        var header = new byte[512];
        put(header, 0, name);
        put(header, 100, "000644 \0");
        put(header, 124, String.format(Locale.ROOT, "%011o ", content.length));
        put(header, 136, "03560116604 ");
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        var sum = 0;
        for (var each : header) {
            sum += each & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        tar.write(header);
        tar.write(content);
        tar.write(new byte[(512 - content.length % 512) % 512]);
    }

    private static void put(byte[] header, int offset, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
