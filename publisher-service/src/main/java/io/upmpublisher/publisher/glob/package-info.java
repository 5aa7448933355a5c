@NullMarked
package io.upmpublisher.publisher.glob;

import org.jspecify.annotations.NullMarked;
