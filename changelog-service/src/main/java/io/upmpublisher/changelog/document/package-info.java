/** The file CHANGELOG.md of a package, which belongs to its authors. */
@NullMarked
package io.upmpublisher.changelog.document;

import org.jspecify.annotations.NullMarked;
