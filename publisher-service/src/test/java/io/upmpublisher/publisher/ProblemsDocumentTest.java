package io.upmpublisher.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.upmpublisher.git.GitFault;
import io.upmpublisher.publisher.lfs.LfsFault;
import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.UpmPackageRule;
import io.upmpublisher.publisher.packing.WorkFolderException;
import io.upmpublisher.publisher.registry.RegistryCode;
import io.upmpublisher.publisher.report.WarningCode;
import io.upmpublisher.publisher.tarball.PackingRefusedException;
import io.upmpublisher.testing.PrivateInfrastructure;

class ProblemsDocumentTest {

    private static final Pattern CODE_IN_SOURCE = Pattern.compile("\"([A-Z]{2,}(?:_[A-Z]+)*)\"");
    private static final Pattern CODE_IN_DOCUMENT = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");
    private static final Set<String> NOT_CODES = Set.of("SHA", "HEAD");

    private final Path checkout = PrivateInfrastructure.checkout();

    @Test
    void listsEveryCode() throws IOException {
        assertThat(documented()).containsAll(codes());
    }

    @Test
    void listsNoPublisherCodeThatIsGone() throws IOException {
        assertThat(codes()).containsAll(documentedForThePublisher());
    }

    private Set<String> codes() throws IOException {
        var codes = new TreeSet<String>();
        for (var enumeration : List.of(RegistryCode.values(), Finding.Code.values(), UpmPackageRule.SkipCode.values(),
                PackingRefusedException.Code.values(), WorkFolderException.Code.values(), WarningCode.values(),
                GitFault.values(),
                LfsFault.values())) {
            Arrays.stream(enumeration).map(Enum::name).forEach(codes::add);
        }
        for (var feature : List.of("run", "report", "discovery", "packing", "decision", "order", "plan", "pause",
                "probe", "comparison")) {
            codes.addAll(writtenIn(feature));
        }
        return codes;
    }

    private Set<String> writtenIn(String feature) throws IOException {
        try (var sources = Files
                .list(checkout.resolve("publisher-service/src/main/java/io/upmpublisher/publisher").resolve(feature))) {
            return sources.map(ProblemsDocumentTest::read).flatMap(text -> matches(CODE_IN_SOURCE, text))
                    .filter(code -> !NOT_CODES.contains(code)).collect(Collectors.toSet());
        }
    }

    private Set<String> documented() {
        return matches(CODE_IN_DOCUMENT, read(checkout.resolve("docs/problems.md"))).collect(Collectors.toSet());
    }

    private Set<String> documentedForThePublisher() {
        var section = read(checkout.resolve("docs/problems.md")).split("(?m)^## ");
        return Arrays.stream(section).filter(text -> text.startsWith("Publisher\n"))
                .flatMap(text -> matches(CODE_IN_DOCUMENT, text)).collect(Collectors.toSet());
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
