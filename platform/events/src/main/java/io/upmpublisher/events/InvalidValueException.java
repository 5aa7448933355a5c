package io.upmpublisher.events;

/** Text from outside that is not what it should be. The message never repeats the text, which is hostile and may be long. */
public class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String what;

    /**
     * @param what the kind of value, e.g. {@code commit}
     * @param rule the rule that was broken, as a clause that follows "is not a valid …: "
     */
    public InvalidValueException(String what, String rule) {
        super("not a valid " + what + ": " + rule);
        this.what = what;
    }

    public String what() {
        return what;
    }
}
