/** Talks to an npm-compatible registry in its own protocol: what is published, what may be, publishing, and the proof of it. */
@NullMarked
package io.upmpublisher.publisher.registry;

import org.jspecify.annotations.NullMarked;
