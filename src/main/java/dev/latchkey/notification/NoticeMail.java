package dev.latchkey.notification;

import dev.latchkey.link.IssuedLink;
import dev.latchkey.shared.Message;
import dev.latchkey.token.Networks;
import dev.latchkey.user.User;
import jakarta.mail.MessagingException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the recipient's language, or English without a preference: about one or more tokens, about the account, or with a one-time link. Never
 * contains a token value.
 *
 * @param opening paragraphs of plain text
 * @param tokens listed after the opening; empty if the opening names the token
 * @param link that the reader may follow; empty without a base URL
 * @param closing paragraphs of plain text
 */
record NoticeMail(
        Locale locale,
        String subject,
        List<String> opening,
        List<String> tokens,
        Optional<Link> link,
        List<String> closing) {

    /** The maximum number of tokens in one mail. */
    static final int MOST_TOKENS = 200;

    /**
     * A link in a mail.
     *
     * @param words with the URL
     */
    record Link(String words, String url) {

        static Link of(String key, String url, Locale locale) {
            return new Link(Message.of(key, url).in(locale), url);
        }

        static Link to(Page page, String baseUrl, Locale locale) {
            return of(page.words, baseUrl + page.path, locale);
        }

        /** A one-time link has a secret. */
        @Override
        public String toString() {
            return "Link";
        }
    }

    /** A page to which mails lead. */
    private enum Page {
        ACCOUNT("account/security", "notice.link.account"),
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
     * @param baseUrl of the pages, with a trailing slash
     * @throws MessagingException if the mail is to bring a link, but the URL is no longer configured
     */
    static NoticeMail of(Gathered gathered, Optional<String> baseUrl) throws MessagingException {
        var notice = gathered.first();
        var link = gathered.link();
        if (link != null) {
            return of(notice, link, baseUrl.orElseThrow(() -> new MessagingException("LATCHKEY_BASE_URL is missing")));
        }
        return notice.tokenName() == null ? of(notice, baseUrl) : of(gathered.notices(), baseUrl);
    }

    private static NoticeMail of(List<Notice> gathered, Optional<String> baseUrl) {
        var notice = gathered.get(0);
        var locale = locale(notice.recipient());
        // both values of a token during rotation share a name
        var tokens = gathered.stream()
                .map(Notice::tokenName)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var several = tokens.size() > 1;
        var arguments = new Object[] {
            several ? tokens.size() : tokens.get(0),
            name(notice.causedBy(), locale),
            day(notice.expiresOn(), locale),
            detail(notice, locale)
        };
        // all others speak of the token alone
        var isOfAnother = notice.kind() == NoticeKind.TOKEN_GENERATED && notice.isOfServiceAccount();
        var words = (several ? "several." : "") + notice.kind() + (isOfAnother ? ".ofServiceAccount" : "");
        return new NoticeMail(
                locale,
                Message.of("notice.subject." + words, arguments).in(locale),
                paragraphs(
                        locale,
                        Message.of("notice.greeting", notice.recipient().name()),
                        Message.of("notice.text." + words, arguments),
                        scopes(notice.scopes()),
                        said("notice.networks", notice.networks()),
                        notice.isOfServiceAccount() ? Message.of("notice.ofServiceAccount") : null,
                        said("notice.withToken", notice.causedByToken())),
                several ? tokens : List.of(),
                baseUrl.map(url -> Link.to(Page.of(notice), url, locale)),
                paragraphs(locale, Message.of("notice.unexpected"), Message.of("notice.footer")));
    }

    private static NoticeMail of(Notice notice, IssuedLink issued, String baseUrl) {
        var link = issued.link();
        var kind = notice.kind();
        var locale = locale(notice.recipient());
        var lapses = link.lapsesAt().atOffset(ZoneOffset.UTC);
        var arguments = new Object[] {
            link.tokenName(),
            name(link.createdBy().orElse(null), locale),
            day(link.expiresOn(), locale),
            notice.recipient().login(),
            day(lapses.toLocalDate(), locale),
            DateTimeFormatter.ofPattern("HH:mm").format(lapses)
        };
        return new NoticeMail(
                locale,
                Message.of("notice.subject." + kind, arguments).in(locale),
                paragraphs(
                        locale,
                        Message.of("notice.greeting", notice.recipient().name()),
                        Message.of("notice.text." + kind, arguments),
                        scopes(link.scopes().map(NoticeMail::joined).orElse(null)),
                        said(
                                "notice.networks",
                                link.networks()
                                        .map(Networks::texts)
                                        .map(NoticeMail::joined)
                                        .orElse(null)),
                        Message.of("notice.once." + kind, arguments)),
                List.of(),
                issued.url(baseUrl).map(url -> Link.of("notice.link." + kind, url, locale)),
                paragraphs(
                        locale,
                        kind == NoticeKind.PASSWORD_FORGOTTEN ? null : Message.of("notice.unexpected"),
                        Message.of("notice.footer")));
    }

    private static NoticeMail of(Notice notice, Optional<String> baseUrl) {
        var locale = locale(notice.recipient());
        var arguments = new Object[] {notice.recipient().login(), name(notice.causedBy(), locale)};
        return new NoticeMail(
                locale,
                Message.of("notice.subject." + notice.kind(), arguments).in(locale),
                paragraphs(
                        locale,
                        Message.of("notice.greeting", notice.recipient().name()),
                        Message.of("notice.text." + notice.kind() + way(notice), arguments),
                        said("notice.withToken", notice.causedByToken())),
                List.of(),
                baseUrl.map(url -> Link.to(Page.ACCOUNT, url, locale)),
                paragraphs(locale, Message.of("notice.unexpected"), Message.of("notice.footer")));
    }

    /** How a password was changed: with the former one, with a link, or by somebody else. */
    private static String way(Notice notice) {
        var by = notice.causedBy();
        if (notice.kind() != NoticeKind.PASSWORD_CHANGED
                || by != null && by.id() != notice.recipient().id()) {
            return "";
        }
        return by == null ? ".byLink" : ".byOneself";
    }

    private static List<String> paragraphs(Locale locale, @Nullable Message... messages) {
        return Stream.of(messages)
                .filter(Objects::nonNull)
                .map(message -> message.in(locale))
                .toList();
    }

    private static String joined(Collection<String> names) {
        return String.join(", ", names);
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
                baseUrl.map(url -> Link.to(Page.OWN_TOKENS, url, locale)),
                List.of());
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
        return Stream.of(opening.stream(), Stream.of(list), link.map(Link::words).stream(), closing.stream())
                .flatMap(paragraphs -> paragraphs)
                .filter(paragraph -> !paragraph.isEmpty())
                .collect(Collectors.joining("\r\n\r\n", "", "\r\n"));
    }

    String html() {
        var list = tokens.stream()
                .map(token -> "<li>" + escaped(token) + "</li>\r\n")
                .collect(Collectors.joining());
        var body = html(opening)
                + (list.isEmpty() ? "" : "<ul>\r\n" + list + "</ul>\r\n")
                + link.map(NoticeMail::html).orElse("")
                + html(closing);
        return "<!DOCTYPE html>\r\n<html lang=\"" + locale.toLanguageTag()
                + "\">\r\n<head><meta charset=\"UTF-8\"><title>" + escaped(subject) + "</title></head>\r\n<body>\r\n"
                + body + "</body>\r\n</html>\r\n";
    }

    private static String html(List<String> paragraphs) {
        return paragraphs.stream()
                .map(text -> "<p>" + escaped(text) + "</p>\r\n")
                .collect(Collectors.joining());
    }

    private static String html(Link link) {
        return "<p><a href=\"" + escaped(link.url()) + "\">" + escaped(link.words()) + "</a></p>\r\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
