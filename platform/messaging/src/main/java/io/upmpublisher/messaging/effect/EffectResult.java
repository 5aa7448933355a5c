package io.upmpublisher.messaging.effect;

/** Where an effect stands after it was asked for. */
public sealed interface EffectResult {

    /**
     * @param now whether this call made it happen; otherwise it was there before
     */
    record Done(String evidence, boolean now) implements EffectResult {
    }

    record Refused(String evidence) implements EffectResult {
    }

    /** Nobody can tell. It is not attempted again unless a look can rule it out. */
    record Unknown(String evidence) implements EffectResult {
    }
}
