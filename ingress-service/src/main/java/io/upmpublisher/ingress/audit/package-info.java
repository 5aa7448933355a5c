/** Asks git hosts about registered repositories, and reports on all of them. */
@NullMarked
package io.upmpublisher.ingress.audit;

import org.jspecify.annotations.NullMarked;
