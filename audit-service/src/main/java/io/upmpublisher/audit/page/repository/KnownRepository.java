package io.upmpublisher.audit.page.repository;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A repository as ingress shows it. */
record KnownRepository(String repository, String url, String status, String mode, List<String> branches, String registry,
        @Nullable String note, long version, Instant createdAt, Instant changedAt, String changedBy, Reality reality) {
    KnownRepository {
        requireNonNull(repository);
        requireNonNull(url);
        requireNonNull(status);
        requireNonNull(mode);
        branches = List.copyOf(branches);
        requireNonNull(registry);
        requireNonNull(createdAt);
        requireNonNull(changedAt);
        requireNonNull(changedBy);
        requireNonNull(reality);
    }

    public String branchesText() {
        return String.join(", ", branches);
    }

    public String statusWord() {
        return Words.ofStatus(status);
    }

    public String modeWord() {
        return Words.ofMode(mode);
    }

    public String changedText() {
        return Words.ofTime(changedAt);
    }

    /** Whether the publisher reads it by itself. */
    boolean isRead() {
        return status.equals("active") || status.equals("pending");
    }

    record Reality(Optional<Probe> probe, Optional<Host> gitHub, List<Fault> flags) {
        Reality {
            flags = List.copyOf(flags);
        }

    }

    /**
     * @param version of the settings that it was read with
     */
    record Probe(boolean readable, Instant probedAt, long version, Optional<Fault> fault, List<Fault> findings,
            Optional<String> defaultBranch, List<Branch> branches, Optional<String> branch, Optional<String> commit,
            Optional<Plan> plan, Optional<Boolean> dispatcher, Optional<Registry> registry) {
        Probe {
            requireNonNull(probedAt);
            findings = List.copyOf(findings);
            branches = List.copyOf(branches);
        }

        public String probedText() {
            return Words.ofTime(probedAt);
        }

        public String shortCommit() {
            return commit.map(id -> id.substring(0, Math.min(8, id.length()))).orElse("");
        }
    }

    record Branch(String name, boolean exists) {
    }

    record Plan(int publish, int skip, int fail, int hold, List<Package> packages) {
        Plan {
            packages = List.copyOf(packages);
        }

        public int all() {
            return publish + skip + fail + hold;
        }

        public int unlisted() {
            return all() - packages.size();
        }
    }

    record Package(String path, Optional<String> name, Optional<String> version, Optional<String> publishedVersion,
            String decision, String code) {

        public String decisionWord() {
            return Words.ofDecision(decision);
        }
    }

    record Registry(String name, Optional<Fault> fault, Optional<String> user, String search, Optional<Long> maxRequestBytes) {

        public String searchWord() {
            return Words.ofSearch(search);
        }

        public String maxRequestText() {
            return maxRequestBytes.map(Words::ofBytes).orElse("not configured");
        }
    }

    record Host(String state, Instant askedAt, Optional<String> reason, Optional<String> fullName, boolean archived) {
    }
}
