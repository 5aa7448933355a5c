/** The repositories that are known here, and how each is to be treated. */
@NullMarked
package io.upmpublisher.ingress.repository;

import org.jspecify.annotations.NullMarked;
