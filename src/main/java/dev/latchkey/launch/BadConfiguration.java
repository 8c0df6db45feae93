package dev.latchkey.launch;

/** A setting with which Latchkey cannot start; the message is one line that names it, its value and what to do. */
final class BadConfiguration extends Exception {

    private static final long serialVersionUID = 1L;

    BadConfiguration(String variable, String value, String whatToDo) {
        super(variable + "=" + value + ": " + oneLine(whatToDo));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
