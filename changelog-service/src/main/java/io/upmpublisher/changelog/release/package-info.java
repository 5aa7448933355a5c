/** Tags and releases of what was published, where a repository wants them. */
@NullMarked
package io.upmpublisher.changelog.release;

import org.jspecify.annotations.NullMarked;
