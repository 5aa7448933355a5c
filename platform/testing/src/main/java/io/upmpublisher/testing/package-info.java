/** Fixtures that behave like the outside world: repositories, a git server, webhook deliveries. */
@NullMarked
package io.upmpublisher.testing;

import org.jspecify.annotations.NullMarked;
