package io.upmpublisher.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

/** The tool as it is called, with an environment of the test's own. */
public final class Tool {

    private final Map<String, String> environment = new HashMap<>();

    public Tool with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    public Result run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = Upm.commandLine(environment, new PrintWriter(out, true), new PrintWriter(err, true)).execute(arguments);
        return new Result(exit, out.toString(), err.toString());
    }

    public record Result(int exit, String out, String err) {
    }
}
