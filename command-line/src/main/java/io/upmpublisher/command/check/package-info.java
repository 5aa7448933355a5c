/** Looks at everything that a deployment needs, and says what is wrong and how to mend it. */
@NullMarked
package io.upmpublisher.command.check;

import org.jspecify.annotations.NullMarked;
