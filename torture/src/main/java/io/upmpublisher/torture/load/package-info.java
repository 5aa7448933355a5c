/** What is sent, and what was answered. */
@NullMarked
package io.upmpublisher.torture.load;

import org.jspecify.annotations.NullMarked;
