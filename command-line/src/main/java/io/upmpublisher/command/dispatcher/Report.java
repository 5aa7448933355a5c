package io.upmpublisher.command.dispatcher;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;

/** A line for each repository when it is done, and all together at the end. */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintWriter out;
    private final boolean json;
    private final int all;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Report(PrintWriter out, boolean json, int all) {
        this.out = out;
        this.json = json;
        this.all = all;
    }

    void tell(Outcome outcome) {
        outcomes.add(outcome);
        if (!json) {
            out.printf("[%d/%d] %-13s %s: %s%n", outcomes.size(), all, outcome.word(), outcome.repository(), outcome.text());
        }
    }

    /** What is worth knowing beside the outcomes. */
    void note(String text) {
        notes.add(text);
        if (!json) {
            out.println("  " + text);
        }
    }

    /** Whether nothing was refused. */
    boolean end() {
        var counts = new LinkedHashMap<String, Long>();
        for (var word : List.of("done", "would", "nothing to do", "refused")) {
            counts.put(word, outcomes.stream().filter(each -> each.word().equals(word)).count());
        }
        if (json) {
            var whole = JSON.createObjectNode();
            whole.set("counts", JSON.valueToTree(counts));
            var list = whole.putArray("repositories");
            outcomes.forEach(each -> list.addObject().put("repository", each.repository().toString())
                    .put("outcome", each.word()).put("text", each.text()));
            notes.forEach(whole.putArray("notes")::add);
            out.println(whole.toPrettyString());
        } else {
            counts.values().removeIf(count -> count == 0);
            out.println(
                    String.join(", ", counts.entrySet().stream().map(each -> each.getValue() + " " + each.getKey()).toList()));
            outcomes.stream().filter(each -> each instanceof Outcome.Refused)
                    .forEach(each -> out.println("  refused: " + each.repository() + ": " + each.text()));
        }
        return outcomes.stream().noneMatch(each -> each instanceof Outcome.Refused);
    }
}
