/** What is attacked: the whole product in a private copy, and what stands between its parts. */
@NullMarked
package io.upmpublisher.torture.subject;

import org.jspecify.annotations.NullMarked;
