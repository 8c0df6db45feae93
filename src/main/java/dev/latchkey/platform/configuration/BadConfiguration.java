package dev.latchkey.platform.configuration;

/** An invalid setting. The message is one line with the setting, its value and the remedy. */
public final class BadConfiguration extends Exception {

    private static final long serialVersionUID = 1L;

    public BadConfiguration(String variable, String value, String whatToDo) {
        super(variable + "=" + value + ": " + oneLine(whatToDo));
    }

    public static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
