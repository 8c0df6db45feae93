package dev.latchkey.launch;

/** An invalid setting. The message is one line with the setting, its value and the remedy. */
final class BadConfiguration extends Exception {

    private static final long serialVersionUID = 1L;

    BadConfiguration(String variable, String value, String whatToDo) {
        super(variable + "=" + value + ": " + oneLine(whatToDo));
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
