package dev.latchkey.shared;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** A text for people, named by its key in the message bundle and put into words when the reader's language is known. */
public record Message(String key, List<Object> arguments) {

    /** The bundle with every text of pages and API. */
    public static final String BUNDLE = "dev.latchkey.messages";

    // A reader whose language has no bundle gets English, not the language of the server's operating system.
    private static final ResourceBundle.Control ENGLISH_OTHERWISE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }

    /** Of a key in braces, as Bean Validation writes it. */
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
