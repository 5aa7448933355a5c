/** Who acts through the API, and the record of what was refused. */
@NullMarked
package io.upmpublisher.ingress.operator;

import org.jspecify.annotations.NullMarked;
