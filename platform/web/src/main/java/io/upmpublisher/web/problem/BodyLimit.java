package io.upmpublisher.web.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many bytes a request body may have, where {@link #DEFAULT} does not fit. The method's goes before the class's. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface BodyLimit {

    /** One mebibyte: the largest import of repositories is a fifth of it. */
    long DEFAULT = 1024 * 1024;

    long value();
}
