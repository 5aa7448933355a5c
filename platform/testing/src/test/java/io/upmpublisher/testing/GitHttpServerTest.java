package io.upmpublisher.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHttpServerTest {
    private static final String ADVERTISEMENT = "/studio/sample/info/refs?service=git-upload-pack";

    @TempDir
    Path folder;

    @Test
    void servesARepositoryWithAndWithoutItsSuffix() {
        var repository = sample();
        var head = repository.commit("Add core");
        try (var server = GitHttpServer.start(folder.resolve("served"))) {
            assertThat(listed(server.url() + "/studio/sample")).contains(head);
            assertThat(listed(server.url() + "/studio/sample.git")).contains(head);
        }
    }

    @Test
    void takesPushes() {
        sample().commit("Add core");
        try (var server = GitHttpServer.start(folder.resolve("served"))) {
            var clone = folder.resolve("clone.git");
            GitCommand.text(clone, "init", "--bare", "--quiet", clone.toString());
            GitCommand.text(clone, "fetch", "--quiet", server.url() + "/studio/sample", "main:main");
            // Incompressible and larger than http.postBuffer, so that the push goes out in chunks.
            var noise = new byte[3 * 1024 * 1024];
            new Random(1).nextBytes(noise);
            var content = new String(GitCommand.run(clone, noise, "hash-object", "-w", "--stdin"), StandardCharsets.UTF_8)
                    .strip();
            var tree = new String(
                    GitCommand.run(clone, ("100644 blob " + content + "\tnoise\n").getBytes(StandardCharsets.UTF_8),
                            "mktree"),
                    StandardCharsets.UTF_8).strip();
            var commit = GitCommand.text(clone, "-c", "user.name=Sam", "-c", "user.email=sam@studio.example", "commit-tree",
                    "-p",
                    "main", "-m", "Add noise", tree);

            GitCommand.text(clone, "push", "--quiet", server.url() + "/studio/sample", commit + ":refs/heads/main");

            assertThat(UnityRepository.open(folder.resolve("served"), "studio/sample").head()).isEqualTo(commit);
        }
    }

    @Test
    void refusesCallersWithoutTheToken() throws Exception {
        sample().commit("Add core");
        var options = GitServerOptions.defaults().requiringToken("secret");
        try (var server = GitHttpServer.start(folder.resolve("served"), options)) {
            assertThat(status(server.url().resolve(ADVERTISEMENT))).isEqualTo(401);
            assertThat(listed("http://any:secret@127.0.0.1:" + server.url().getPort() + "/studio/sample")).contains("main");
            assertThatThrownBy(() -> listed("http://any:wrong@127.0.0.1:" + server.url().getPort() + "/studio/sample"))
                    .hasMessageContaining("Authentication failed");
        }
    }

    @Test
    void answersNotFoundForWhatIsNotThere() throws Exception {
        sample().commit("Add core");
        try (var server = GitHttpServer.start(folder.resolve("served"))) {
            assertThat(status(server.url().resolve("/studio/absent/info/refs?service=git-upload-pack"))).isEqualTo(404);
            assertThat(status(server.url().resolve("/studio/sample/config"))).isEqualTo(404);
            assertThat(status(server.url().resolve(ADVERTISEMENT))).isEqualTo(200);
        }
    }

    @Test
    void refusesPathsThatLeaveTheRoot() throws Exception {
        UnityRepository.create(folder, "outside/sample").file("a", "a").commit("Add a");
        try (var server = GitHttpServer.start(folder.resolve("served"))) {
            assertThat(rawStatus(server, "/../outside/sample/info/refs?service=git-upload-pack")).contains(" 404 ");
            assertThat(rawStatus(server, "/%2e%2e/outside/sample/info/refs?service=git-upload-pack")).contains(" 404 ");
            assertThat(rawStatus(server, "/../sample/info/refs?service=git-upload-pack")).contains(" 404 ");
        }
    }

    private UnityRepository sample() {
        return UnityRepository.create(folder.resolve("served"), "studio/sample")
                .withPackage("Packages/com.studio.core", "com.studio.core", "1.0.0", Map.of());
    }

    private String listed(String url) {
        return GitCommand.text(folder, "ls-remote", url);
    }

    private static int status(URI uri) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** By socket, since every HTTP client tidies such a path before it is sent. */
    private static String rawStatus(GitHttpServer server, String path) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.url().getPort())) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).lines().findFirst().orElse("");
        }
    }
}
