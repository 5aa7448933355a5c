/** The tool of operators, deploy/upm. */
@NullMarked
package io.upmpublisher.command;

import org.jspecify.annotations.NullMarked;
