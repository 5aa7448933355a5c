package io.upmpublisher.ingress.hook;

import java.util.Locale;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.As;

/**
 * Where a webhook is set up.
 *
 * @param name of the organisation or repository, as keys have it; empty for the App
 */
record HookScope(HookKind kind, String name) {

    static final HookScope APP = new HookScope(HookKind.APP, "");

    static HookScope ofOwner(RepositoryName repository) {
        return new HookScope(HookKind.ORGANIZATION, repository.owner().toLowerCase(Locale.ROOT));
    }

    static HookScope of(RepositoryName repository) {
        return new HookScope(HookKind.REPOSITORY, repository.key());
    }

    static HookScope parse(String key) {
        var colon = key.indexOf(':');
        return new HookScope(HookKind.valueOf(key.substring(0, colon).toUpperCase(Locale.ROOT)), key.substring(colon + 1));
    }

    String key() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }

    /** For people, and what alarms are about. */
    String about() {
        return switch (kind) {
            case APP -> "webhook of the GitHub App";
            case ORGANIZATION, REPOSITORY -> "webhook of " + name;
        };
    }

    /** Whether what happens there is told to the other's webhook, too. */
    boolean isWithin(HookScope other) {
        return switch (other.kind) {
            case APP -> kind != HookKind.APP;
            case ORGANIZATION -> kind == HookKind.REPOSITORY && name.startsWith(other.name + "/");
            case REPOSITORY -> false;
        };
    }

    As as() {
        return switch (kind) {
            case APP -> As.app();
            case ORGANIZATION -> As.owner(name);
            case REPOSITORY -> As.ownerOf(RepositoryName.parse(name));
        };
    }

    /** All of its webhooks; an App has one, and {@code /config} of it. */
    String hooks() {
        return switch (kind) {
            case APP -> "/app/hook";
            case ORGANIZATION -> "/orgs/" + name + "/hooks";
            case REPOSITORY -> "/repos/" + name + "/hooks";
        };
    }

    String deliveries(long hook) {
        return kind == HookKind.APP ? hooks() + "/deliveries" : hooks() + "/" + hook + "/deliveries";
    }
}
