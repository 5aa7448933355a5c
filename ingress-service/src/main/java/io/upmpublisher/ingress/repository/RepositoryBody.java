package io.upmpublisher.ingress.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.web.problem.Problem;

/**
 * A repository as it is sent. What is absent stays as it is, or takes its default; what only we decide may be sent back
 * unchanged and counts for nothing, so that a client can read, change one field, and send the whole.
 */
@JsonIgnoreProperties({ "repository", "version", "createdAt", "changedAt", "changedBy", "reality", "flags" })
record RepositoryBody(@Nullable String url, @Nullable RepositoryStatus status, @Nullable RepositoryMode mode,
        @Nullable List<@Nullable String> branches, @Nullable String registry, @Nullable List<@Nullable String> maintenanceLines,
        @Nullable List<@Nullable String> stopOn, @Nullable Boolean tags, @Nullable Boolean releases, @Nullable String note,
        @Nullable Boolean dispatcherEnabled) {

    Settings over(Settings present) {
        try {
            return new Settings(status == null ? present.status() : status, mode == null ? present.mode() : mode,
                    branches == null ? present.branches() : texts("/branches", branches),
                    registry == null ? present.registry() : registry,
                    maintenanceLines == null ? present.maintenanceLines() : texts("/maintenanceLines", maintenanceLines),
                    stopOn == null ? present.stopOn() : texts("/stopOn", stopOn),
                    new Settings.Marks(tags == null ? present.marks().tags() : tags,
                            releases == null ? present.marks().releases() : releases),
                    note == null ? present.note() : Optional.of(note),
                    dispatcherEnabled == null ? present.dispatcherEnabled() : Optional.of(dispatcherEnabled));
        } catch (InvalidValueException e) {
            throw Problem.invalidField(e.what().equals("commit or branch") ? "/branches" : "/" + e.what(), e.getMessage());
        }
    }

    private static List<String> texts(String pointer, List<@Nullable String> values) {
        var texts = new ArrayList<String>(values.size());
        for (var value : values) {
            if (value == null) {
                throw Problem.invalidField(pointer + "/" + texts.size(), "must be a text");
            }
            texts.add(value);
        }
        return texts;
    }
}
