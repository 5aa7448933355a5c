/** Finds an owner's repositories that have packages, so that they are registered without being written down. */
@NullMarked
package io.upmpublisher.ingress.discovery;

import org.jspecify.annotations.NullMarked;
