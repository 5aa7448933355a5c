package io.upmpublisher.git;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;

/** Another process that was given the same folder of mirrors: opens one, and reads a file of it when it is told to. */
final class OtherReader implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;

    private OtherReader(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    static OtherReader of(MirrorFixture git, CommitId commit) throws IOException {
        var reader = new OtherReader(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), OtherReader.class.getName(), git.mirrorRoot.toString(),
                git.server.url().toString(), commit.value()).redirectError(ProcessBuilder.Redirect.INHERIT).start());
        reader.answers.readLine();
        return reader;
    }

    /** The content, or the code of what went wrong. */
    String read(String path) throws IOException {
        process.outputWriter().write(path + "\n");
        process.outputWriter().flush();
        return answers.readLine();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public static void main(String[] arguments) throws IOException {
        var commit = CommitId.of(arguments[2]);
        var remote = RemoteRepository.under(URI.create(arguments[1]), RepositoryName.parse("studio/sample"));
        var mirrors = new GitMirrors(Path.of(arguments[0]), GitLimits.defaults(), GitCredentials.none());
        try (var mirror = mirrors.fetch(FetchRequest.of(remote, commit));
                var paths = new BufferedReader(new InputStreamReader(System.in))) {
            System.out.println("opened");
            for (var path = paths.readLine(); path != null; path = paths.readLine()) {
                System.out.println(read(mirror.tree(commit), path));
            }
        }
    }

    private static String read(CommitTree tree, String path) {
        try {
            return new String(tree.read(tree.entry(path).orElseThrow(), 10_000)).strip();
        } catch (GitException e) {
            return e.code();
        }
    }
}
