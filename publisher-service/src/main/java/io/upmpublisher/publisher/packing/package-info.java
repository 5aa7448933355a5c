/** The tarball of a package, straight from the commit. */
@NullMarked
package io.upmpublisher.publisher.packing;

import org.jspecify.annotations.NullMarked;
