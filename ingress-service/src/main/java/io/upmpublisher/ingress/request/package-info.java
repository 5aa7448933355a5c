/** What is asked for, whether it is accepted, and what became of it. */
@NullMarked
package io.upmpublisher.ingress.request;

import org.jspecify.annotations.NullMarked;
