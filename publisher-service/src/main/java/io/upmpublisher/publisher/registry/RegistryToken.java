package io.upmpublisher.publisher.registry;

/** A registry's bearer token. Only the code that writes the request header can read it. */
public final class RegistryToken {

    private final String value;

    public RegistryToken(String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("a registry token is one or more visible ASCII characters without spaces");
        }
        this.value = value;
    }

    String authorization() {
        return "Bearer " + value;
    }

    /** What a registry said, without the token, should it have echoed the request. */
    String redactFrom(String text) {
        return text.replace(value, "[redacted]");
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
