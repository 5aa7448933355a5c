/** What the world shows afterwards, held against what was sent. */
@NullMarked
package io.upmpublisher.torture.check;

import org.jspecify.annotations.NullMarked;
