/** Looks at repositories as a push would, before there is one. */
@NullMarked
package io.upmpublisher.publisher.probe;

import org.jspecify.annotations.NullMarked;
