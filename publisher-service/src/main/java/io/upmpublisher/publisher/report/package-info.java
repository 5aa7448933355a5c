/** What is said of a package: what was learnt of it on its way, in words that can be kept and shown. */
@NullMarked
package io.upmpublisher.publisher.report;

import org.jspecify.annotations.NullMarked;
