/** The repository at the requested commit: which packages are in it, and their files. */
@NullMarked
package io.upmpublisher.publisher.source;

import org.jspecify.annotations.NullMarked;
