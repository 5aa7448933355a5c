package io.upmpublisher.publisher.glob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.upmpublisher.publisher.tarball.NpmOracle;

class GlobDifferentialTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PATTERNS = 6_000;
    private static final List<String> PIECES = List.of("a", "b", "B", "cs", ".", "..", "/", "/", "*", "**", "?", "[ab]", "[!a]",
            "[a-c]", "[[:alpha:]]", "[", "]", "{a,b}", "{1..3}", "{", "}", ",", "@(a|b)", "!(a)", "!(a|*.cs)", "+(a|b)",
            "*(a|.b)", "?(b)", "(", ")", "|", "!", "\\", "\\*", "#", "-", "1", "é", "É", "~", "$", "x", "@(a|?(b))", "*.cs",
            "**/", "/**", " ", "[]a]", "[^b-]", "+(@(a)|*(b))", "!(!(a))");
    private static final List<String> NAMES = List.of("a", "b", "B", "ab", "aB", "a.cs", ".b", ".", "c", "1", "é", "É", "bb",
            "aab",
            "x", "~", "*", "[a", "a]", "-", "{a", "cs", "a1", "Ab.CS", "$", "abc", "(a)", "#", "a b");

    private record Case(String pattern, List<String> paths) {
    }

    @Test
    void matchesWhateverMinimatchMatches() throws Exception {
        var seed = Long.getLong("packing.seed", System.nanoTime());
        var cases = cases(new Random(seed));
        var question = JSON.createObjectNode();
        question.set("globs", JSON.valueToTree(cases));
        var answers = NpmOracle.ask(question).path("globs");

        var differences = new ArrayList<String>();
        for (var i = 0; i < cases.size(); i++) {
            // minimatch forgets to escape an escaped bar and so splits its regular expression in two; not copied.
            if (!answers.get(i).has("error") && !cases.get(i).pattern().contains("\\|")) {
                compare(cases.get(i), answers.get(i), differences);
            }
        }

        assertThat(differences).as("seed %s", seed).isEmpty();
    }

    private static void compare(Case each, JsonNode answer, List<String> differences) {
        var glob = Glob.compile(each.pattern(), new MatchBudget(100_000_000));
        if (glob.negated() != answer.path("negated").asBoolean() || glob.relative() != answer.path("relative").asBoolean()) {
            differences.add("<" + each.pattern() + "> negated " + glob.negated() + " relative " + glob.relative());
        }
        for (var partial : List.of(false, true)) {
            for (var p = 0; p < each.paths().size(); p++) {
                var path = each.paths().get(p);
                var expected = answer.path(partial ? "partial" : "whole").get(p).asBoolean();
                if (glob.matches(PathParts.of(path), partial, new MatchBudget(1_000_000)) != expected) {
                    differences.add("<" + each.pattern() + "> on <" + path + "> partial " + partial + " must be " + expected);
                }
            }
        }
    }

    private static List<Case> cases(Random random) {
        var cases = new ArrayList<Case>();
        for (var i = 0; i < PATTERNS; i++) {
            var pattern = new StringBuilder(random.nextInt(4) == 0 ? "!" : "");
            for (var pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
                pattern.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            var paths = new ArrayList<String>();
            for (var p = 0; p < 12; p++) {
                paths.add(path(random));
            }
            cases.add(new Case(pattern.toString(), paths));
        }
        return cases;
    }

    private static String path(Random random) {
        var path = new StringBuilder(random.nextBoolean() ? "/" : "");
        for (var names = 1 + random.nextInt(4); names > 0; names--) {
            path.append(NAMES.get(random.nextInt(NAMES.size()))).append(names > 1 ? "/" : "");
        }
        return path.append(random.nextInt(3) == 0 ? "/" : "").toString();
    }
}
