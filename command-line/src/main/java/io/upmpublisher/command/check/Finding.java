package io.upmpublisher.command.check;

/**
 * One thing that was looked at.
 *
 * @param remedy what mends it, or why it was not asked; empty where all is well
 */
record Finding(Level level, String text, String remedy) {

    enum Level {
        OK("ok"),
        WARNING("warning"),
        WRONG("wrong"),
        NOT_ASKED("not asked");

        private final String text;

        Level(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static Finding ok(String text) {
        return new Finding(Level.OK, text, "");
    }

    static Finding warning(String text, String remedy) {
        return new Finding(Level.WARNING, text, remedy);
    }

    static Finding wrong(String text, String remedy) {
        return new Finding(Level.WRONG, text, remedy);
    }

    static Finding notAsked(String text, String why) {
        return new Finding(Level.NOT_ASKED, text, why);
    }
}
