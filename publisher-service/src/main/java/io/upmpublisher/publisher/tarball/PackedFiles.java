package io.upmpublisher.publisher.tarball;

import java.util.List;

/**
 * What becomes of the files of a package's folder.
 *
 * @param entries what is packed, in the order of the tarball
 * @param leftOut what a rule keeps out; links and submodules are never packed and not among them
 */
public record PackedFiles(List<PackEntry> entries, List<LeftOut> leftOut) {

    public PackedFiles {
        entries = List.copyOf(entries);
        leftOut = List.copyOf(leftOut);
    }
}
