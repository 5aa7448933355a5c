package io.upmpublisher.publisher.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * The HTTP client for servers that are sent credentials: by no proxy, and following no redirect, for where a credential may go
 * is for the caller to say.
 */
public final class DirectClient {

    public static final String USER_AGENT = "upm-auto-publisher";

    private DirectClient() {
    }

    public static HttpClient connectingWithin(Duration limit) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(limit)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }
}
