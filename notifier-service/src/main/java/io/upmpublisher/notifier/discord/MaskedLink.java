package io.upmpublisher.notifier.discord;

/**
 * {@code [text](address)} of our own making. An address that is too long to be shown whole is left out: half of one leads
 * astray.
 */
final class MaskedLink {

    private static final int LONGEST = 300;

    private MaskedLink() {
    }

    /**
     * @param text already escaped
     */
    static String to(String address, String text) {
        var safe = address.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C");
        return safe.length() > LONGEST || safe.chars().anyMatch(c -> c <= ' ' || c >= 0x7f) ? text
                : "[" + text + "](" + safe + ")";
    }
}
