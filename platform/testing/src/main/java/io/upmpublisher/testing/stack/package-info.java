/** The services as processes, and what stands between them and the world, for tests of the whole product. */
@NullMarked
package io.upmpublisher.testing.stack;

import org.jspecify.annotations.NullMarked;
