package io.upmpublisher.web.problem;

import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * Whether the client of an HTTP/2 request said that there is nothing more to come. Its headers do not tell, as they do in
 * HTTP/1.1, and a paused request does not either; only the connection beneath knows.
 */
final class ClientStream {

    private static final String KEY = ClientStream.class.getName();

    private ClientStream() {
    }

    /** Must be called on the connection's own thread, while the request is on it. */
    static void remember(RoutingContext context) {
        var request = context.request();
        if (request.version() == HttpVersion.HTTP_2 && request.connection() instanceof ConnectionBase connection) {
            var handler = connection.channel().pipeline().get(Http2ConnectionHandler.class);
            var stream = handler == null ? null : handler.connection().stream(request.streamId());
            if (stream != null) {
                context.put(KEY, stream);
            }
        }
    }

    static boolean isEnded(RoutingContext context) {
        return context.get(KEY) instanceof Http2Stream stream && !stream.state().remoteSideOpen();
    }
}
