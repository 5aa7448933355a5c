/** The webhook that tells ingress of pushes. */
@NullMarked
package io.upmpublisher.command.webhook;

import org.jspecify.annotations.NullMarked;
