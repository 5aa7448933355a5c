package io.upmpublisher.publisher.tarball;

import java.util.List;

/**
 * What packing a folder comes to.
 *
 * @param files in the tarball's order
 * @param others links and submodules that no rule leaves out, but that cannot be packed
 * @param leftOut what a rule keeps out
 */
public record PackListing(List<PackEntry> files, List<PackageFile> others, List<LeftOut> leftOut) {

    public PackListing {
        files = List.copyOf(files);
        others = List.copyOf(others);
        leftOut = List.copyOf(leftOut);
    }
}
