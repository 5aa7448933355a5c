/** Bare mirrors of remote repositories, fetched commit by commit, and reading of what is in a commit. */
@NullMarked
package io.upmpublisher.git;

import org.jspecify.annotations.NullMarked;
