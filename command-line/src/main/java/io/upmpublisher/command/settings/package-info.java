/** The variables that the tool is started with: those of the services, and few of its own. */
@NullMarked
package io.upmpublisher.command.settings;

import org.jspecify.annotations.NullMarked;
