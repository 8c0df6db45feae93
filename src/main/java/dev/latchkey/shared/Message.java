package dev.latchkey.shared;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** A text for people: a key of the message bundle with arguments, formatted once the reader's language is known. */
public record Message(String key, List<Object> arguments) {

    private static final String BUNDLE = "dev.latchkey.messages";

    /** The beginning of the keys of texts that no page shows; they are in English only. */
    private static final String API = "api.";

    private static final String API_BUNDLE = "dev.latchkey.api";

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

    /** The texts of the pages. */
    public static ResourceBundle bundle(Locale locale) {
        return bundle(BUNDLE, locale);
    }

    private static ResourceBundle bundle(String name, Locale locale) {
        return ResourceBundle.getBundle(name, locale, Message.class.getClassLoader(), ENGLISH_OTHERWISE);
    }

    public String in(Locale locale) {
        var texts = bundle(key.startsWith(API) ? API_BUNDLE : BUNDLE, locale);
        return new MessageFormat(texts.getString(key), locale).format(arguments.toArray());
    }
}
