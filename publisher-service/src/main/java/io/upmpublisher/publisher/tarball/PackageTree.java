package io.upmpublisher.publisher.tarball;

import java.util.Collection;

/** A package's folder as packing sees it: what the commit tracks in it, at any depth. Folders are implied by paths. */
public interface PackageTree {

    Collection<? extends PackageFile> files();

    /** Makes these files ready to be opened, where that is cheaper for several at once than for each. */
    default void bring(Collection<? extends PackageFile> files) {
    }
}
