/** What publishing branches point to, compared with what was handled: pushes of which nothing came in. */
@NullMarked
package io.upmpublisher.ingress.head;

import org.jspecify.annotations.NullMarked;
