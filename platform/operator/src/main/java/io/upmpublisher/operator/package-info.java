/** Who acts, for the record. */
@NullMarked
package io.upmpublisher.audit.operator;

import org.jspecify.annotations.NullMarked;
