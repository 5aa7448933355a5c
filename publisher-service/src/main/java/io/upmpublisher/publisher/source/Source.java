package io.upmpublisher.publisher.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.GitFault;
import io.upmpublisher.git.ManifestFiles;
import io.upmpublisher.git.Mirror;
import io.upmpublisher.git.TreeEntry;
import io.upmpublisher.publisher.lfs.LfsObjects;
import io.upmpublisher.publisher.tarball.PackList;

/** A repository at one commit. */
public final class Source implements AutoCloseable {

    private static final int MAX_MANIFEST_BYTES = 1 << 20;
    private static final int MAX_WORKFLOWS = 50;
    private static final Pattern WORKFLOW = Pattern.compile("\\.github/workflows/[^/]+\\.ya?ml");
    private static final Pattern DISPATCH = Pattern.compile("/dispatches\\b|\\brepository-dispatch@");

    private final Mirror mirror;
    private final LfsObjects lfs;
    private final CommitId commit;
    private final Optional<CommitId> before;

    Source(Mirror mirror, LfsObjects lfs, CommitId commit, Optional<CommitId> before) {
        this.mirror = mirror;
        this.lfs = lfs;
        this.commit = commit;
        this.before = before;
    }

    public CommitId commit() {
        return commit;
    }

    /**
     * The paths of the manifests that a request means, sorted. Of a push it is those that differ from the commit before; all,
     * where that is not there to compare with. A path that was asked for is among them whether it exists or not.
     */
    public List<String> manifests(PackageSelection selection) {
        return switch (selection.kind()) {
            case PATH -> List.of(selection.path().orElseThrow());
            case ALL -> allManifests();
            case CHANGED -> before.map(this::manifestsChangedSince).orElseGet(this::allManifests);
        };
    }

    /** Makes the manifests at these paths ready to be read, as they are and as they were before, all at once. */
    public void bring(List<String> manifestPaths) {
        bring(manifestPaths, Stream.empty());
    }

    private void bring(List<String> manifestPaths, Stream<TreeEntry> further) {
        var commits = Stream.concat(Stream.of(commit), before.stream()).toList();
        var manifests = commits.stream().flatMap(at -> manifestPaths.stream()
                .flatMap(path -> Stream.concat(manifestEntry(at, path).stream(), attributesAround(at, path))));
        mirror.tree(commit).bring(Stream.concat(manifests, further).distinct().toList());
    }

    /** The same, and what says which files of these packages are packed. */
    public void bringForPacking(List<String> manifestPaths) {
        bring(manifestPaths, rules(manifestPaths));
    }

    private Stream<TreeEntry> rules(List<String> manifestPaths) {
        try {
            if (manifestPaths.size() == 1) {
                // One that was asked for alone may be a small part of a commit that nobody has listed.
                return mirror.tree(commit).subtree(folderOf(manifestPaths.getFirst())).stream()
                        .flatMap(folder -> folder.entries().stream()).filter(entry -> PackList.isRule(entry.path()));
            }
            var folders = manifestPaths.stream().map(Source::folderOf).collect(Collectors.toSet());
            return mirror.tree(commit).entries().stream()
                    .filter(entry -> PackList.isRule(entry.path()) && isIn(folders, entry.path()));
        } catch (GitException e) {
            if (e.fault() != GitFault.TREE_TOO_LARGE) {
                throw e;
            }
            // Whoever packs the package is told so, too.
            return Stream.empty();
        }
    }

    private static boolean isIn(Set<String> folders, String path) {
        for (var slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            if (folders.contains(path.substring(0, slash))) {
                return true;
            }
        }
        return folders.contains("");
    }

    private static String folderOf(String manifestPath) {
        return manifestPath.substring(0, Math.max(manifestPath.lastIndexOf('/'), 0));
    }

    // Those say how the manifest is checked out.
    private Stream<TreeEntry> attributesAround(CommitId at, String manifestPath) {
        var files = Stream.<TreeEntry> builder();
        for (var slash = manifestPath.lastIndexOf('/');; slash = manifestPath.lastIndexOf('/', slash - 1)) {
            mirror.tree(at).entry(manifestPath.substring(0, slash + 1) + ".gitattributes").filter(TreeEntry::isSound)
                    .ifPresent(files::add);
            if (slash < 0) {
                return files.build();
            }
        }
    }

    /** The manifest's bytes and the files beside it; empty if there is no such file. */
    public Optional<PackageSource> packageAt(String manifestPath) {
        return manifestEntry(commit, manifestPath).map(entry -> {
            var folder = manifestPath.substring(0, manifestPath.length() - ManifestFiles.NAME.length());
            var tree = mirror.tree(commit).subtree(folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1))
                    .orElseThrow();
            return new PackageSource(manifestPath, checkedOut(entry), new GitPackageTree(tree, lfs));
        });
    }

    /** Whether there is a commit to compare with. */
    public boolean hasBefore() {
        return before.isPresent();
    }

    /** The manifests of the commit before, wherever they were; none if there is no such commit. */
    public Stream<byte[]> manifestsBefore() {
        return before.stream().flatMap(commitBefore -> {
            var entries = ManifestFiles.in(mirror.tree(commitBefore));
            mirror.tree(commitBefore).bring(entries);
            return entries.stream().map(entry -> bytes(commitBefore, entry));
        });
    }

    /** The manifest as it was in the commit before; empty if there was none, or no such commit. */
    public Optional<byte[]> manifestBefore(String manifestPath) {
        return before
                .flatMap(commitBefore -> manifestEntry(commitBefore, manifestPath).map(entry -> bytes(commitBefore, entry)));
    }

    /**
     * Whether a workflow of GitHub's dispatches events to some repository or service, as those do that forward pushes here. It
     * looks at the text only: what a workflow really does, nobody can tell.
     */
    public boolean dispatches() {
        var workflows = mirror.tree(commit).entries().stream().filter(Source::isWorkflow).limit(MAX_WORKFLOWS).toList();
        mirror.tree(commit).bring(workflows);
        return workflows.stream().map(entry -> new String(bytes(commit, entry), StandardCharsets.UTF_8))
                .anyMatch(text -> DISPATCH.matcher(text).find());
    }

    private static boolean isWorkflow(TreeEntry entry) {
        return ManifestFiles.isUsable(entry) && WORKFLOW.matcher(entry.path()).matches();
    }

    @Override
    public void close() {
        mirror.close();
    }

    private List<String> allManifests() {
        return ManifestFiles.in(mirror.tree(commit)).stream().map(TreeEntry::path).sorted().toList();
    }

    private List<String> manifestsChangedSince(CommitId commitBefore) {
        var changed = new HashSet<>(mirror.changedPaths(commitBefore, commit));
        return allManifests().stream().filter(changed::contains).toList();
    }

    private Optional<TreeEntry> manifestEntry(CommitId at, String path) {
        return mirror.tree(at).entry(path).filter(ManifestFiles::isUsable);
    }

    // Unusable attributes are named when the package is packed: they are no reason to give the other packages up.
    private byte[] checkedOut(TreeEntry entry) {
        try {
            return beginning(entry, mirror.tree(commit).checkedOut(entry).open());
        } catch (GitException e) {
            if (e.fault() != GitFault.ATTRIBUTES_UNUSABLE && e.fault() != GitFault.ENCODING_UNSUPPORTED) {
                throw e;
            }
            return bytes(commit, entry);
        }
    }

    private byte[] bytes(CommitId at, TreeEntry entry) {
        return beginning(entry, mirror.tree(at).open(entry));
    }

    // One byte more than is allowed is read of longer ones, so that whoever checks them sees that they are too long.
    private static byte[] beginning(TreeEntry entry, InputStream opened) {
        try (var content = opened) {
            return content.readNBytes(MAX_MANIFEST_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + entry.path(), e);
        }
    }
}
