package dev.latchkey.shared;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** A text for people: a key of the message bundle with arguments, formatted once the reader's language is known. */
public record Message(String key, List<Object> arguments) {

    /** The bundle with all texts of pages and API. */
    public static final String BUNDLE = "dev.latchkey.messages";

    // Readers whose language has no bundle get English, whatever the locale of the server.
    private static final ResourceBundle.Control ENGLISH_OTHERWISE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }

    /** A message for a key in braces, the form that Bean Validation uses. */
    public static Message ofTemplate(String template) {
        return of(template.replaceAll("^\\{|}$", ""));
    }

    public static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(BUNDLE, locale, Message.class.getClassLoader(), ENGLISH_OTHERWISE);
    }

    public String in(Locale locale) {
        return new MessageFormat(bundle(locale).getString(key), locale).format(arguments.toArray());
    }
}
