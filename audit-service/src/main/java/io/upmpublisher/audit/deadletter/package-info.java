/** What services gave up on, until an operator decides. */
@NullMarked
package io.upmpublisher.audit.deadletter;

import org.jspecify.annotations.NullMarked;
