/** What is done to the product while it works. */
@NullMarked
package io.upmpublisher.torture.scenario;

import org.jspecify.annotations.NullMarked;
