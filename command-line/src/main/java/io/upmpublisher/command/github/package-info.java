/** GitHub as the services reach it. */
@NullMarked
package io.upmpublisher.command.github;

import org.jspecify.annotations.NullMarked;
