/** What would be published, without publishing it. */
@NullMarked
package io.upmpublisher.publisher.plan;

import org.jspecify.annotations.NullMarked;
