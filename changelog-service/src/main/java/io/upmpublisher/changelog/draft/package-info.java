/** Entries made of commits, by a model or by rules. */
@NullMarked
package io.upmpublisher.changelog.draft;

import org.jspecify.annotations.NullMarked;
