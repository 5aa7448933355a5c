package io.upmpublisher.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.upmpublisher.command.check.CheckCommand;
import io.upmpublisher.command.dispatcher.DispatcherCommand;
import io.upmpublisher.command.ingress.IngressException;
import io.upmpublisher.command.settings.InvalidSettingException;
import io.upmpublisher.command.settings.MissingSettingException;
import io.upmpublisher.command.settings.Settings;
import io.upmpublisher.command.webhook.WebhookCommand;
import io.upmpublisher.github.GitHubException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Started by deploy/upm. */
@Command(name = "upm", mixinStandardHelpOptions = true, versionProvider = Upm.Version.class, synopsisSubcommandLabel = "COMMAND", description = {
        "The tool of UPM Auto Publisher's operators.",
        "It reads the variables that the services read (docs/configuration.md) and prints no secret of them." }, footer = {
                "",
                "It ends with 0 if all is well or done, 1 if something is wrong or was refused, 2 if it was called wrongly." })
public final class Upm implements Runnable {

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(commandLine(System.getenv(), out, err).execute(arguments));
    }

    /** For tests: with another environment and other streams. */
    static CommandLine commandLine(Map<String, String> environment, PrintWriter out, PrintWriter err) {
        var settings = new Settings(environment);
        var commands = new CommandLine(new Upm())
                .addSubcommand(new CheckCommand(settings))
                .addSubcommand(new DispatcherCommand(settings))
                .addSubcommand(new WebhookCommand(settings));
        return commands.setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, command, _) -> failed(problem, command, settings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }

    // What an operator can mend is a sentence; anything else is a mistake of ours, and shown whole.
    private static int failed(Exception problem, CommandLine command, Settings settings) throws Exception {
        var isCall = problem instanceof InvalidSettingException || problem instanceof MissingSettingException;
        if (!isCall && !(problem instanceof IngressException) && !(problem instanceof GitHubException)) {
            throw problem;
        }
        command.getErr().println("upm: " + settings.redacted(String.valueOf(problem.getMessage())));
        return isCall ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = Upm.class.getPackage().getImplementationVersion();
            return new String[] { "upm " + (version == null ? "(not packaged)" : version) };
        }
    }
}
