package io.upmpublisher.publisher.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Repository, description, bugs, homepage, keywords, files and people, as npm's normalize-data does them. */
final class DescriptionFields {

    private static final Pattern COMMA = Pattern.compile(",\\s+");

    private final ObjectNode data;

    DescriptionFields(ObjectNode data) {
        this.data = data;
    }

    void normalize() {
        normalizeRepository();
        normalizeDescription();
        if (isTrue(data.path("modules"))) {
            data.remove("modules");
        }
        keepTexts("files");
        normalizeBugs();
        if (data.path("keywords").isTextual()) {
            var list = data.arrayNode();
            COMMA.splitAsStream(data.path("keywords").textValue()).forEach(list::add);
            data.set("keywords", list);
        }
        keepTexts("keywords");
        normalizeHomepage();
        normalizePeople();
    }

    private void normalizeRepository() {
        if (data.path("repositories") instanceof ArrayNode several && !several.isEmpty()) {
            data.set("repository", several.get(0));
        }
        var repository = data.path("repository");
        if (repository.isTextual() && !repository.textValue().isEmpty()) {
            data.putObject("repository").put("type", "git").put("url", repository.textValue());
        }
        if (data.path("repository") instanceof ObjectNode object) {
            hosted().ifPresent(hosted -> object.put("url", hosted.repositoryUrl()));
        }
    }

    private Optional<HostedRepository> hosted() {
        var url = data.path("repository").path("url");
        return url.isTextual() ? HostedRepository.parse(url.textValue()) : Optional.empty();
    }

    private void normalizeDescription() {
        var description = data.path("description");
        if (isTrue(description) && !description.isTextual()) {
            data.remove("description");
        }
        var readme = data.path("readme");
        if (!isTrue(data.path("description")) && readme.isTextual() && !readme.textValue().equals(FileFields.NO_README)) {
            data.put("description", firstParagraph(readme.textValue()));
        }
    }

    /** The first text of a README that is not a heading. */
    static String firstParagraph(String readme) {
        var lines = readme.strip().split("\n", -1);
        var start = 0;
        while (start < lines.length && (lines[start].isBlank() || lines[start].strip().startsWith("#"))) {
            start++;
        }
        var paragraph = new ArrayList<String>();
        for (var i = start; i < lines.length && (i == start || !lines[i].isBlank()); i++) {
            paragraph.add(lines[i]);
        }
        return String.join(" ", paragraph).strip();
    }

    private void normalizeBugs() {
        var bugs = data.path("bugs");
        if (!isTrue(bugs)) {
            hosted().flatMap(HostedRepository::bugs).ifPresent(url -> data.putObject("bugs").put("url", url));
            return;
        }
        if (bugs.isTextual()) {
            var text = bugs.textValue();
            if (isEmail(text)) {
                data.putObject("bugs").put("email", text);
            } else if (WebUrl.isUrl(text)) {
                data.putObject("bugs").put("url", text);
            } else {
                data.remove("bugs");
            }
            return;
        }
        var kept = data.objectNode();
        var url = PackageManifest.text(bugs, "name").or(() -> PackageManifest.text(bugs, "web"))
                .or(() -> PackageManifest.text(bugs, "url"));
        url.filter(WebUrl::isUrl).ifPresent(each -> kept.put("url", each));
        PackageManifest.text(bugs, "email").filter(DescriptionFields::isEmail).ifPresent(each -> kept.put("email", each));
        data.remove("bugs");
        if (!kept.isEmpty()) {
            data.set("bugs", kept);
        }
    }

    private void normalizeHomepage() {
        if (!isTrue(data.path("homepage"))) {
            hosted().ifPresent(hosted -> data.put("homepage", hosted.homepage()));
        }
        var homepage = data.path("homepage");
        if (isTrue(homepage) && !homepage.isTextual()) {
            data.remove("homepage");
        } else if (isTrue(homepage) && !WebUrl.isUrl(homepage.textValue())) {
            data.put("homepage", "http://" + homepage.textValue());
        }
    }

    /** Drops a list that is none, and what in it is no text. */
    private void keepTexts(String field) {
        if (data.path(field) instanceof ArrayNode list) {
            var kept = data.putArray(field);
            list.forEach(each -> {
                if (each.isTextual() && !each.textValue().isEmpty()) {
                    kept.add(each);
                }
            });
        } else if (isTrue(data.path(field))) {
            data.remove(field);
        }
    }

    private void normalizePeople() {
        if (isTrue(data.path("author"))) {
            data.set("author", Person.normalize(data.path("author")));
        }
        for (var field : List.of("maintainers", "contributors")) {
            if (data.path(field) instanceof ArrayNode people) {
                var normal = data.putArray(field);
                people.forEach(person -> normal.add(Person.normalize(person)));
            }
        }
    }

    private static boolean isEmail(String text) {
        return text.indexOf('@') >= 0 && text.indexOf('@') < text.lastIndexOf('.');
    }

    private static boolean isTrue(JsonNode value) {
        return UpmPackageRule.isTrue(value);
    }
}
