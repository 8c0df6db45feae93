package dev.latchkey.notification;

import dev.latchkey.shared.Message;
import dev.latchkey.user.User;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A notice in words, in the language of who reads it: English as long as the user has chosen none. It never holds a
 * token's value.
 *
 * @param paragraphs plain text
 * @param link where the reader finds the tokens; empty when the server does not know its own address
 */
record Letter(Locale locale, String subject, List<String> paragraphs, Optional<String> link) {

    /** @param baseUrl of the pages, with a slash at its end */
    static Letter of(Notice notice, Optional<String> baseUrl) {
        var locale = locale(notice.recipient());
        var arguments = new Object[] {
            notice.tokenName(), name(notice.causedBy(), locale), day(notice.expiresOn(), locale), detail(notice, locale)
        };
        return new Letter(
                locale,
                Message.of("notice.subject." + notice.kind(), arguments).in(locale),
                List.of(
                        Message.of("notice.greeting", notice.recipient().name()).in(locale),
                        Message.of("notice.text." + notice.kind(), arguments).in(locale),
                        Message.of("notice.footer").in(locale)),
                baseUrl.map(url -> url + "account/security"));
    }

    /** What somebody sends to find out whether mail arrives. */
    static Letter test(User sender, Optional<String> baseUrl) {
        var locale = locale(sender);
        return new Letter(
                locale,
                Message.of("notice.test.subject").in(locale),
                List.of(Message.of("notice.test.text", sender.login()).in(locale)),
                baseUrl.map(url -> url + "account/security"));
    }

    private static Locale locale(User reader) {
        return reader.preferences().language().locale().orElse(Locale.ENGLISH);
    }

    private static String name(@Nullable User user, Locale locale) {
        return user == null ? Message.of("notice.somebody").in(locale) : user.login();
    }

    private static String day(@Nullable LocalDate day, Locale locale) {
        return day == null
                ? Message.of("notice.day.never").in(locale)
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(locale)
                        .format(day);
    }

    private static String detail(Notice notice, Locale locale) {
        var detail = notice.detail();
        if (detail == null) {
            return "";
        }
        return notice.kind() == NoticeKind.TOKEN_REVOKED
                ? Message.of("token.reason." + detail).in(locale)
                : detail;
    }

    String text() {
        return Stream.concat(paragraphs.stream(), link.map(this::linkWords).stream())
                .collect(Collectors.joining("\r\n\r\n", "", "\r\n"));
    }

    String html() {
        var body = Stream.concat(
                        paragraphs.stream().map(Letter::escaped),
                        link
                                .map(url -> "<a href=\"" + escaped(url) + "\">" + escaped(linkWords(url)) + "</a>")
                                .stream())
                .collect(Collectors.joining("</p>\r\n<p>", "<p>", "</p>"));
        return "<!DOCTYPE html>\r\n<html lang=\"" + locale.toLanguageTag()
                + "\">\r\n<head><meta charset=\"UTF-8\"><title>" + escaped(subject) + "</title></head>\r\n<body>\r\n"
                + body + "\r\n</body>\r\n</html>\r\n";
    }

    private String linkWords(String url) {
        return Message.of("notice.link", url).in(locale);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
