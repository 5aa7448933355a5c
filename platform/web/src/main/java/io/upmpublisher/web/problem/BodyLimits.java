package io.upmpublisher.web.problem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

/** Holds bodies to their limit: by what they announce, and by what they turn out to be when they announce nothing. */
@Provider
class BodyLimits implements ContainerRequestFilter, ReaderInterceptor {

    private final ResourceInfo resource;
    private final CurrentVertxRequest current;

    BodyLimits(ResourceInfo resource, CurrentVertxRequest current) {
        this.resource = resource;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var announced = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        var limit = limit();
        if (announced != null && Long.parseLong(announced) > limit) {
            throw Problem.payloadTooLarge(limit).with("Connection", "close");
        }
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        var routed = current.getCurrent();
        RequestBounds.markAwaited(routed);
        context.setInputStream(new Counted(context.getInputStream(), limit(), () -> RequestBounds.markReceived(routed)));
        return context.proceed();
    }

    private long limit() {
        var method = resource.getResourceMethod();
        if (method != null && method.isAnnotationPresent(BodyLimit.class)) {
            return method.getAnnotation(BodyLimit.class).value();
        }
        var type = resource.getResourceClass();
        return type != null && type.isAnnotationPresent(BodyLimit.class) ? type.getAnnotation(BodyLimit.class).value()
                : BodyLimit.DEFAULT;
    }

    private static final class Counted extends FilterInputStream {

        private final long limit;
        private final Runnable atEnd;
        private long count;

        Counted(InputStream in, long limit, Runnable atEnd) {
            super(in);
            this.limit = limit;
            this.atEnd = atEnd;
        }

        @Override
        public int read() throws IOException {
            var value = super.read();
            count(value < 0 ? -1 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = super.read(bytes, offset, length);
            count(read);
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int read) {
            if (read < 0) {
                atEnd.run();
                return;
            }
            count += read;
            if (count > limit) {
                throw Problem.payloadTooLarge(limit).with("Connection", "close");
            }
        }
    }
}
