@NullMarked
package io.upmpublisher.publisher.tarball;

import org.jspecify.annotations.NullMarked;
