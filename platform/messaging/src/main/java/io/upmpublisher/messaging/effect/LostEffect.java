package io.upmpublisher.messaging.effect;

/** Someone else took the effect over while it was attempted; what was found out is theirs to record. */
public class LostEffect extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostEffect(EffectKey key) {
        super("another worker took over the effect " + key);
    }
}
