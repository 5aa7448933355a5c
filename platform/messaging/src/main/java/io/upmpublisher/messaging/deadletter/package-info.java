/** What was given up on, and how it is taken up again. */
@NullMarked
package io.upmpublisher.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
