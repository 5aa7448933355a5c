package io.upmpublisher.github;

import java.net.URI;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The pages of a list, each asked for when it is taken. The first that is no success is the last. */
public final class GitHubPages {

    private final Source source;
    private final int maxPages;
    private @Nullable URI next;
    private int taken;

    GitHubPages(URI first, int maxPages, Source source) {
        this.next = first;
        this.maxPages = maxPages;
        this.source = source;
    }

    public boolean hasNext() {
        return next != null && taken < maxPages;
    }

    /**
     * @throws GitHubException if it did not come; it can be asked for again
     */
    public GitHubAnswer next() throws InterruptedException {
        var address = next;
        if (address == null || !hasNext()) {
            throw new NoSuchElementException("There is no further page");
        }
        var page = source.get(address);
        taken++;
        next = Optional.of(page).filter(GitHubAnswer::isSuccess).flatMap(GitHubAnswer::next).orElse(null);
        return page;
    }

    /** Whether the list goes on beyond the most pages that were wanted. */
    public boolean isCutOff() {
        return next != null && taken >= maxPages;
    }

    interface Source {
        GitHubAnswer get(URI address) throws InterruptedException;
    }
}
