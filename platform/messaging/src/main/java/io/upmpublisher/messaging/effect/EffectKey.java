package io.upmpublisher.messaging.effect;

/**
 * What an effect is in the world's own terms, whoever asks for it and however often.
 *
 * @param kind as in {@code publish}
 * @param identity as in {@code default/com.acme.core@1.2.3}
 */
public record EffectKey(String kind, String identity) {

    @Override
    public String toString() {
        return kind + ":" + identity;
    }
}
