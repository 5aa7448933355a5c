/** Registered repositories, as ingress told of them. */
@NullMarked
package io.upmpublisher.publisher.repository;

import org.jspecify.annotations.NullMarked;
