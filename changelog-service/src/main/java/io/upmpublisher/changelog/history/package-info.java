/** Repositories with their whole history, and which commits went into a version. */
@NullMarked
package io.upmpublisher.changelog.history;

import org.jspecify.annotations.NullMarked;
