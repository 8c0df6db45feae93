package dev.latchkey.notification;

import dev.latchkey.shared.Message;
import dev.latchkey.user.User;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mail about one or more tokens, in the recipient's language, or English without a preference. Never contains a token
 * value.
 *
 * @param opening paragraphs of plain text
 * @param tokens listed after the opening; empty if the opening names the token
 * @param closing paragraphs of plain text
 * @param link to the tokens, as far as the recipient sees them; empty without a base URL
 */
record NoticeMail(
        Locale locale,
        String subject,
        List<String> opening,
        List<String> tokens,
        List<String> closing,
        Optional<Link> link) {

    /** The maximum number of tokens in one mail. */
    static final int MOST_TOKENS = 200;

    /**
     * A link at the end of a mail.
     *
     * @param words with the URL
     */
    record Link(String words, String url) {

        static Link to(Page page, String baseUrl, Locale locale) {
            var url = baseUrl + page.path;
            return new Link(Message.of(page.words, url).in(locale), url);
        }
    }

    /** A page to which mails lead. */
    private enum Page {
        OWN_TOKENS("account/security", "notice.link"),
        SERVICE_ACCOUNTS("account/service-accounts", "notice.link.serviceAccounts"),
        REVOKED_TOKENS("inventory/list?status=REVOKED", "notice.link.inventory");

        private final String path;
        private final String words;

        Page(String path, String words) {
            this.path = path;
            this.words = words;
        }

        static Page of(Notice notice) {
            if (notice.kind() == NoticeKind.LEAK_REPORTED) {
                return REVOKED_TOKENS;
            }
            return notice.isOfServiceAccount() ? SERVICE_ACCOUNTS : OWN_TOKENS;
        }
    }

    /**
     * @param gathered notices of one kind to one recipient, with the same content
     * @param baseUrl of the pages, with a trailing slash
     */
    static NoticeMail of(List<Notice> gathered, Optional<String> baseUrl) {
        var notice = gathered.get(0);
        var locale = locale(notice.recipient());
        // both values of a token during rotation share a name
        var tokens = gathered.stream().map(Notice::tokenName).distinct().toList();
        var several = tokens.size() > 1;
        var arguments = new Object[] {
            several ? tokens.size() : notice.tokenName(),
            name(notice.causedBy(), locale),
            day(notice.expiresOn(), locale),
            detail(notice, locale)
        };
        var words = (several ? "several." : "") + notice.kind();
        return new NoticeMail(
                locale,
                Message.of("notice.subject." + words, arguments).in(locale),
                Stream.of(
                                Message.of("notice.greeting", notice.recipient().name()),
                                Message.of("notice.text." + words, arguments),
                                scopes(notice.scopes()),
                                said("notice.networks", notice.networks()),
                                notice.isOfServiceAccount() ? Message.of("notice.ofServiceAccount") : null,
                                said("notice.withToken", notice.causedByToken()))
                        .filter(Objects::nonNull)
                        .map(message -> message.in(locale))
                        .toList(),
                several ? tokens : List.of(),
                List.of(Message.of("notice.footer").in(locale)),
                baseUrl.map(url -> Link.to(Page.of(notice), url, locale)));
    }

    private static @Nullable Message scopes(@Nullable String names) {
        return "".equals(names) ? Message.of("notice.scopes.none") : said("notice.scopes", names);
    }

    private static @Nullable Message said(String key, @Nullable String about) {
        return about == null ? null : Message.of(key, about);
    }

    /** A test mail. */
    static NoticeMail test(User sender, Optional<String> baseUrl) {
        var locale = locale(sender);
        return new NoticeMail(
                locale,
                Message.of("notice.test.subject").in(locale),
                List.of(Message.of("notice.test.text", sender.login()).in(locale)),
                List.of(),
                List.of(),
                baseUrl.map(url -> Link.to(Page.OWN_TOKENS, url, locale)));
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
        if (detail.isEmpty()) {
            return Message.of("notice.place.unknown").in(locale);
        }
        return notice.kind() == NoticeKind.TOKEN_REVOKED
                ? Message.of("token.reason." + detail).in(locale)
                : detail;
    }

    String text() {
        var list = tokens.stream().map(token -> "- " + token).collect(Collectors.joining("\r\n"));
        return Stream.of(opening.stream(), Stream.of(list), closing.stream(), link.map(Link::words).stream())
                .flatMap(paragraphs -> paragraphs)
                .filter(paragraph -> !paragraph.isEmpty())
                .collect(Collectors.joining("\r\n\r\n", "", "\r\n"));
    }

    String html() {
        var list = tokens.stream()
                .map(token -> "<li>" + escaped(token) + "</li>\r\n")
                .collect(Collectors.joining());
        var body = paragraphs(opening)
                + (list.isEmpty() ? "" : "<ul>\r\n" + list + "</ul>\r\n")
                + paragraphs(closing)
                + link.map(to -> "<p><a href=\"" + escaped(to.url()) + "\">" + escaped(to.words()) + "</a></p>\r\n")
                        .orElse("");
        return "<!DOCTYPE html>\r\n<html lang=\"" + locale.toLanguageTag()
                + "\">\r\n<head><meta charset=\"UTF-8\"><title>" + escaped(subject) + "</title></head>\r\n<body>\r\n"
                + body + "</body>\r\n</html>\r\n";
    }

    private static String paragraphs(List<String> texts) {
        return texts.stream().map(text -> "<p>" + escaped(text) + "</p>\r\n").collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
