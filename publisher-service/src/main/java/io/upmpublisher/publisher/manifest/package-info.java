@NullMarked
package io.upmpublisher.publisher.manifest;

import org.jspecify.annotations.NullMarked;
