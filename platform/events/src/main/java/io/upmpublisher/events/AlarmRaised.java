package io.upmpublisher.events;

/**
 * Something needs a person.
 *
 * @param about what it concerns, as in {@code registry default}; with the code it names the alarm
 */
public record AlarmRaised(String code, String about, String cause, String remedy) implements PipelineEvent {

    @Override
    public String subject() {
        return about;
    }
}
