/** The five services as processes, on a real database, broker and registry: what users see of the whole. */
@NullMarked
package io.upmpublisher.system;

import org.jspecify.annotations.NullMarked;
