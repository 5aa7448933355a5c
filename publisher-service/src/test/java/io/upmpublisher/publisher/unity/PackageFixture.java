package io.upmpublisher.publisher.unity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.ManifestReader;
import io.upmpublisher.publisher.manifest.ManifestReading.Readable;
import io.upmpublisher.publisher.source.PackageSource;
import io.upmpublisher.publisher.tarball.FakeTree;
import io.upmpublisher.publisher.tarball.PackageFile;

/** A package in memory, whose assets have their {@code .meta} unless told otherwise. */
final class PackageFixture {

    private final FakeTree tree = new FakeTree();
    private final String folder;
    private final String manifest;

    private PackageFixture(String folder, String manifest) {
        this.folder = folder;
        this.manifest = manifest;
        asset("package.json", manifest);
    }

    static PackageFixture named(String name) {
        return named(name, "");
    }

    /** @param fields further ones, each after a comma */
    static PackageFixture named(String name, String fields) {
        return new PackageFixture(name + "/", "{\"name\":\"" + name + "\",\"version\":\"1.2.3\",\"unity\":\"2021.3\"" + fields
                + "}");
    }

    PackageFixture file(String path, String content) {
        tree.with(path, content);
        return this;
    }

    PackageFixture link(String path) {
        tree.with(path, new byte[0], PackageFile.Kind.SYMLINK, false);
        return this;
    }

    PackageFixture folder(String path) {
        return meta(path, guid(folder + path));
    }

    PackageFixture asset(String path, String content) {
        return file(path, content).meta(path, guid(folder + path));
    }

    PackageFixture meta(String path, String guid) {
        return file(path + ".meta", "fileFormatVersion: 2\nguid: " + guid + "\nDefaultImporter:\n");
    }

    UnityPackage build() {
        var bytes = manifest.getBytes(StandardCharsets.UTF_8);
        var read = (Readable) new ManifestReader().read(bytes);
        return new UnityPackage(new PackageSource(folder + "package.json", bytes, tree), read.manifest());
    }

    /** What is found in the first of the packages of a run. */
    static List<Finding> findings(PackageFixture... run) throws Exception {
        return findings(List.of(run), List.of(), Optional.empty());
    }

    static List<Finding> findings(List<PackageFixture> run, List<PackageFixture> others, Optional<Predecessor> before)
            throws Exception {
        var packages = new ArrayList<>(run.stream().map(PackageFixture::build).toList());
        return new UnityChecks(packages, List.of(), () -> others.stream().map(PackageFixture::build).toList())
                .inspect(packages.getFirst(), before);
    }

    static String guid(String path) {
        return UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    }
}
