package io.upmpublisher.publisher.http;

/** Which answers lead elsewhere, and how often one after the other may. */
public final class Redirects {

    public static final int MOST = 3;

    private Redirects() {
    }

    public static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }
}
