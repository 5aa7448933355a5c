import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.GitLimits;
import io.upmpublisher.git.GitMirrors;
import io.upmpublisher.git.ManifestFiles;
import io.upmpublisher.publisher.lfs.LfsLimits;
import io.upmpublisher.publisher.lfs.LfsStore;
import io.upmpublisher.publisher.source.Source;
import io.upmpublisher.publisher.source.Sources;
import io.upmpublisher.publisher.tarball.PackEntry;
import io.upmpublisher.publisher.tarball.PackList;
import io.upmpublisher.publisher.tarball.PackedTarball;
import io.upmpublisher.publisher.tarball.TarballLimits;
import io.upmpublisher.publisher.tarball.TarballWriter;

/** A package at a repository's root, as the publisher packs it: from its mirror, by its own classes. */
final class GitPackages implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final TarballLimits LIMITS = new TarballLimits(100_000, 4L << 30, 1L << 30,
            TarballLimits.DEFAULT_COMPRESSION);

    private final Source source;

    private GitPackages(Source source) {
        this.source = source;
    }

    /** Serves the work tree's commit on the local stack's git server and fetches it into a new mirror. */
    static GitPackages of(Path folder) throws IOException, InterruptedException {
        var name = RepositoryName.parse("studio/bench-" + folder.getFileName() + "-" + ProcessHandle.current().pid());
        var bare = Path.of(System.getenv("UPM_GIT_ROOT"), name + ".git");
        var clone = new ProcessBuilder("git", "clone", "-q", "--bare", folder.toString(), bare.toString()).inheritIO().start();
        if (!clone.waitFor(10, TimeUnit.MINUTES) || clone.exitValue() != 0) {
            throw new IOException("git clone failed");
        }
        var mirrors = new GitMirrors(Files.createTempDirectory(folder.getParent(), "mirrors"), GitLimits.defaults(),
                remote -> Optional.empty());
        var lfs = new LfsStore(Files.createTempDirectory(folder.getParent(), "lfs"),
                new LfsLimits(Duration.ofMinutes(5), Duration.ofSeconds(1), 1L << 30, 1L << 30, Set.of()),
                remote -> Optional.empty(), Clock.systemUTC());
        return new GitPackages(new Sources(mirrors, lfs, URI.create(System.getenv("UPM_GIT_URL"))).open(name, CommitRef.of("HEAD"),
                Optional.empty(), Optional.empty()));
    }

    PackedTarball pack(Path target) throws IOException, InterruptedException {
        var found = source.packageAt(ManifestFiles.NAME).orElseThrow();
        var manifest = (ObjectNode) new JsonMapper().readTree(found.manifest());
        var files = PackList.of(found.tree(), manifest);
        var content = files.stream().map(PackEntry::file).toList();
        found.tree().bring(content);
        found.tree().fetch(content);
        try (var out = new BufferedOutputStream(Files.newOutputStream(target), BUFFER)) {
            return new TarballWriter(LIMITS).write(files, out);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
