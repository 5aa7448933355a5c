package io.upmpublisher.events;

/** What an {@link AlarmRaised} of the same code and subject told of is over. */
public record AlarmResolved(String code, String about) implements PipelineEvent {

    @Override
    public String subject() {
        return about;
    }
}
