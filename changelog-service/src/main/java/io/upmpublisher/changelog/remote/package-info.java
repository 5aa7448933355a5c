/** JSON over HTTP, within limits of time and size. */
@NullMarked
package io.upmpublisher.changelog.remote;

import org.jspecify.annotations.NullMarked;
