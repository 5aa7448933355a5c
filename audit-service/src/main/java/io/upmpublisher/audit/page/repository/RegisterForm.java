package io.upmpublisher.audit.page.repository;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.upmpublisher.audit.page.service.Reply;
import io.upmpublisher.audit.page.session.SubmittedForm;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;

/**
 * The form that registers a repository: what was typed, and what was wrong with it.
 *
 * @param mistakes by field
 * @param mistake of the whole, where no field is to blame
 * @param existing the repository that is registered already
 */
record RegisterForm(String url, String branches, String mode, String registry, String note, Map<String, String> mistakes,
        Optional<String> mistake, Optional<String> existing) {

    private static final List<String> FIELDS = List.of("url", "branches", "mode", "registry", "note");

    RegisterForm {
        mistakes = Map.copyOf(mistakes);
    }

    static RegisterForm empty() {
        return new RegisterForm("", "main, master", "publish", "default", "", Map.of(), Optional.empty(), Optional.empty());
    }

    static RegisterForm of(SubmittedForm form) {
        return new RegisterForm(form.text("url"), form.text("branches"), form.text("mode"), form.text("registry"),
                form.text("note"), Map.of(), Optional.empty(), Optional.empty());
    }

    /** What ingress is asked for. Whether it is valid is ingress' to say. */
    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("url", url);
        body.put("status", "pending");
        body.put("mode", mode);
        body.put("branches", Arrays.stream(branches.split("[,\\s]+")).filter(name -> !name.isEmpty()).toList());
        body.put("registry", registry);
        if (!note.isEmpty()) {
            body.put("note", note);
        }
        return body;
    }

    RegisterForm refused(Reply.Refused refused) {
        var wrong = new LinkedHashMap<String, String>();
        refused.errors().forEach(error -> wrong.merge(field(error.pointer()), error.message(), (one, other) -> one));
        if (refused.code().equals("repository-exists")) {
            wrong.put("url", refused.detail());
            return with(wrong, Optional.empty(), name());
        }
        return FIELDS.containsAll(wrong.keySet()) && !wrong.isEmpty() ? with(wrong, Optional.empty(), Optional.empty())
                : with(Map.of(), Optional.of(refused.detail() + " " + String.join(" ", wrong.values())), Optional.empty());
    }

    public String mistakeOf(String field) {
        return mistakes.getOrDefault(field, "");
    }

    public boolean isWrong() {
        return !mistakes.isEmpty() || mistake.isPresent();
    }

    public boolean isPlan() {
        return mode.equals("plan");
    }

    private RegisterForm with(Map<String, String> wrong, Optional<String> whole, Optional<String> known) {
        return new RegisterForm(url, branches, mode, registry, note, wrong, whole, known);
    }

    /** The last two steps of the URL, if they are a name. */
    private Optional<String> name() {
        var steps = url.replaceFirst("(?i)(\\.git)?/?$", "").split("/");
        try {
            return steps.length < 2 ? Optional.empty()
                    : Optional.of(RepositoryName.parse(steps[steps.length - 2] + "/" + steps[steps.length - 1]).toString());
        } catch (InvalidValueException noName) {
            return Optional.empty();
        }
    }

    private static String field(String pointer) {
        return pointer.split("/", 3).length > 1 ? pointer.split("/", 3)[1] : "";
    }
}
