/** What is to be done with a package, as its manifest, its files and its registry stand; runs and plans ask alike. */
@NullMarked
package io.upmpublisher.publisher.decision;

import org.jspecify.annotations.NullMarked;
