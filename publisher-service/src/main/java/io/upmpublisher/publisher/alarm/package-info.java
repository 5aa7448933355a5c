/** What needs a person, told once. */
@NullMarked
package io.upmpublisher.publisher.alarm;

import org.jspecify.annotations.NullMarked;
