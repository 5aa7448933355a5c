/** Who acts, for the record. */
@NullMarked
package io.upmpublisher.operator;

import org.jspecify.annotations.NullMarked;
