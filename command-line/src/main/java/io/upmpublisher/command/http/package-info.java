/** Asks by HTTP, and tells what came as a value. */
@NullMarked
package io.upmpublisher.command.http;

import org.jspecify.annotations.NullMarked;
