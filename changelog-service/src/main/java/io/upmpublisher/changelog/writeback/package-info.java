/** Entries on their way into the repository: a commit on the branch, or a pull request. */
@NullMarked
package io.upmpublisher.changelog.writeback;

import org.jspecify.annotations.NullMarked;
