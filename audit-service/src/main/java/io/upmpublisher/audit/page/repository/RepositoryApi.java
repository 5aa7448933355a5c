package io.upmpublisher.audit.page.repository;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.upmpublisher.audit.page.service.Ingress;
import io.upmpublisher.audit.page.service.Reply;
import io.upmpublisher.audit.page.shell.PageProblem;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.web.problem.Problem;

/** The registry of repositories, which is ingress'. */
@ApplicationScoped
class RepositoryApi {

    private static final String PATH = "/api/repositories";
    /** Lenient: ingress may be a newer build. */
    private static final JsonMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final ObjectReader LISTING = JSON.readerFor(new TypeReference<Listing>() {
    });
    private static final ObjectReader REPOSITORY = JSON.readerFor(KnownRepository.class);

    private final Ingress ingress;

    RepositoryApi(Ingress ingress) {
        this.ingress = ingress;
    }

    record Listing(List<ListedRepository> items, @Nullable String nextCursor) {

        Listing {
            items = List.copyOf(items);
        }
    }

    /**
     * @param part of names
     * @param cursor of the page before; empty for the first
     */
    Listing list(String part, String cursor) {
        return switch (ingress.get(PATH + "?limit=50&name=" + encoded(part)
                + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)))) {
            case Reply.Done done -> read(LISTING, done);
            case Reply.Refused refused -> throw unexpected(refused);
        };
    }

    KnownRepository get(RepositoryName repository) {
        return switch (ingress.get(pathOf(repository))) {
            case Reply.Done done -> read(REPOSITORY, done);
            case Reply.Refused refused -> throw unexpected(refused);
        };
    }

    Reply register(RegisterForm form) {
        return ingress.post(PATH, form.body());
    }

    Optional<Reply.Refused> change(RepositoryName repository, ChangeForm form) {
        return switch (ingress.put(pathOf(repository), form.expectedVersion(), form.body())) {
            case Reply.Done done -> Optional.empty();
            case Reply.Refused refused -> Optional.of(refused);
        };
    }

    void lookAgain(RepositoryName repository) {
        if (ingress.post(pathOf(repository) + "/audit", Map.of()) instanceof Reply.Refused refused) {
            throw unexpected(refused);
        }
    }

    private static String pathOf(RepositoryName repository) {
        return PATH + "/" + repository;
    }

    /** Which repository an answer is about. */
    static RepositoryName nameIn(Reply.Done done) {
        try {
            return RepositoryName.parse(done.body().path("repository").asText());
        } catch (InvalidValueException e) {
            throw unreadable();
        }
    }

    private static <T> T read(ObjectReader reader, Reply.Done done) {
        try {
            return Optional.<T> ofNullable(reader.readValue(done.body())).orElseThrow(RepositoryApi::unreadable);
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static Problem unreadable() {
        return new Problem(PageProblem.SERVICE_FAILED, "Ingress answered something unreadable: is it of another build?");
    }

    private static Problem unexpected(Reply.Refused refused) {
        return new Problem(PageProblem.SERVICE_FAILED,
                "Ingress refused it (" + refused.status() + "): " + refused.title() + ". " + refused.detail());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
