package io.upmpublisher.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The shell part of deploy/templates/upm-dispatcher.yml, run as GitHub's runners do. */
public final class DispatcherWorkflow {

    private static final String BEGIN = "        run: |\n";
    private static final String INDENTATION = " {10}";

    private DispatcherWorkflow() {
    }

    public static Path template() {
        return PrivateInfrastructure.checkout().resolve("deploy/templates/upm-dispatcher.yml");
    }

    /**
     * @param folder for the event and the summary
     * @param event the payload of the event that caused the run
     * @param variables what the step's {@code env} and the runner set
     */
    public static Result run(Path folder, String event, Map<String, String> variables) {
        try {
            var script = Files.writeString(folder.resolve("step.sh"), script());
            var summary = Files.writeString(folder.resolve("summary.md"), "");
            // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
            var builder = new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString())
                    .redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
            builder.environment().putAll(variables);
            builder.environment().put("GITHUB_EVENT_PATH", Files.writeString(folder.resolve("event.json"), event).toString());
            builder.environment().put("GITHUB_STEP_SUMMARY", summary.toString());
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("The workflow did not end: " + output);
            }
            return new Result(process.exitValue(), output, Files.readString(summary));
        } catch (IOException e) {
            throw new UncheckedIOException("The workflow could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the workflow ran", e);
        }
    }

    private static String script() throws IOException {
        var text = Files.readString(template());
        return text.substring(text.indexOf(BEGIN) + BEGIN.length()).lines()
                .map(line -> line.replaceFirst("^" + INDENTATION, ""))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** What the run's page would show. */
    public record Result(int exit, String output, String summary) {
    }
}
