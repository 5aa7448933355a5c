/** The service's transactions. */
@NullMarked
package io.upmpublisher.ingress.database;

import org.jspecify.annotations.NullMarked;
