package io.upmpublisher.publisher.tarball;

import java.util.Collection;

/** A package's folder as packing sees it: what the commit tracks in it, at any depth. Folders are implied by paths. */
public interface PackageTree {

    Collection<? extends PackageFile> files();

    /** Makes these files ready to be read, where that is cheaper for several at once than for each. */
    default void bring(Collection<? extends PackageFile> files) {
        // Most trees have everything.
    }

    /** Brings what these files' content needs from elsewhere, all at once; reading one brings its own otherwise. */
    default void fetch(Collection<? extends PackageFile> files) throws InterruptedException {
        // Most trees have everything.
    }
}
