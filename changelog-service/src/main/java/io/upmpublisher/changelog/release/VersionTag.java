package io.upmpublisher.changelog.release;

import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageName;

/**
 * The tag of a package's version. A tag says of itself where it is, and not whose: that the ledger remembers by its evidence,
 * so that of two packages in one commit none takes the other's for its own.
 */
public record VersionTag(String name, PackageName owner, CommitId commit) {

    String evidence() {
        return name + " " + owner;
    }

    /**
     * Why a tag that is on the commit is none of this package, if it is not.
     *
     * @param evidence as the ledger has it; from times when owners were not kept, the tag's name alone
     */
    public Optional<Fault> faultOfOwner(String evidence) {
        if (evidence.equals(name) || evidence.equals(evidence())) {
            return Optional.empty();
        }
        return Optional.of(new Fault("TAG_TAKEN",
                "The tag " + name + " on commit " + commit.abbreviated() + " stands for "
                        + evidence.substring(evidence.indexOf(' ') + 1) + ", which has the same version.",
                "Set a tag of another name by hand.", false));
    }
}
