/** The dispatcher workflow in many repositories. */
@NullMarked
package io.upmpublisher.command.dispatcher;

import org.jspecify.annotations.NullMarked;
