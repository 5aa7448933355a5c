package io.upmpublisher.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks use the publisher's own classes, and are no part of the build: they are run once in a while. */
class BenchmarksTest {

    private static final Path BENCHMARKS = Path.of("../docs/benchmarks");

    @TempDir
    Path classes;

    @Test
    void compileWithTheClassesOfNow() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var errors = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null); var sources = Files.list(BENCHMARKS)) {
            var units = files.getJavaFileObjectsFromPaths(
                    sources.filter(source -> source.toString().endsWith(".java")).toList());
            assertThat(units).isNotEmpty();
            var options = List.of("-d", classes.toString(), "-classpath", System.getProperty("java.class.path"));
            assertThat(compiler.getTask(errors, files, null, options, null, units).call()).as(errors.toString()).isTrue();
        }
    }
}
