/** Every error that a service answers over HTTP, as RFC 9457 problem details. */
@NullMarked
package io.upmpublisher.web.problem;

import org.jspecify.annotations.NullMarked;
