/** Addresses that answers point to. */
@NullMarked
package io.upmpublisher.ingress.link;

import org.jspecify.annotations.NullMarked;
