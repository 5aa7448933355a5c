/** Stopping all publishing, and going on with it. */
@NullMarked
package io.upmpublisher.publisher.pause;

import org.jspecify.annotations.NullMarked;
