package io.upmpublisher.github;

import java.net.URI;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What GitHub answered, whatever the status; limits and refused credentials are exceptions.
 *
 * @param body missing where there is none or it is no JSON
 * @param movedTo where GitHub says that this is now, as after a repository was renamed: the answer is from there if it was
 *        asked by GET and the address is one of the API's own; else the status is a redirection's
 * @param etag to ask again only for what is new
 * @param next the list's next page
 * @param quota missing where GitHub does not say it, as an Enterprise Server without limits
 */
public record GitHubAnswer(int status, JsonNode body, Optional<URI> movedTo, Optional<String> etag, Optional<URI> next,
        Optional<Quota> quota) {

    private static final int MAX_ADDRESS = 500;
    private static final int MAX_MESSAGE = 300;

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** It is still what the ETag was of. */
    public boolean isNotModified() {
        return status == 304;
    }

    /** The repository's present {@code owner/name}, in an answer that is a repository. */
    public Optional<String> fullName() {
        return Optional.of(body.path("full_name").asText()).filter(name -> !name.isEmpty());
    }

    /** What GitHub says about an error, on one line; empty if it says nothing. */
    public String message() {
        var message = body.path("message").asText().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
    }

    /** The page that a part of the answer tells as its own, if that can be an address. */
    public Optional<URI> page(JsonNode part) {
        var address = part.path("html_url").asText();
        try {
            return address.length() <= MAX_ADDRESS && address.matches("https?://.+") ? Optional.of(URI.create(address))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
