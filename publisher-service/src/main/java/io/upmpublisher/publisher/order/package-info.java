/** The order in which packages are published, and what is held because of another. */
@NullMarked
package io.upmpublisher.publisher.order;

import org.jspecify.annotations.NullMarked;
