package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call answers bad input with 4xx and JSON that names the fault. */
@OnEveryDatabase
@OnEveryServer
class BadInputIT {

    /** Paths that Open Liberty itself answers. */
    /** What a server refuses before Latchkey sees it, in its own words or without any. */
    private static final Map<Class<? extends ApplicationServer>, Set<String>> REFUSED_BY_THE_SERVER = Map.of(
            OpenLiberty.class,
            Set.of(
                    "/api/..;/WEB-INF/web.xml",
                    "/api/users%2fsearch",
                    "/api%2fusers/search",
                    "/WEB-INF/web.xml",
                    "/META-INF/MANIFEST.MF"),
            WildFly.class,
            Set.of(
                    "/api/user_tokens/<search>",
                    "/api/{call}",
                    "/api/../WEB-INF/web.xml",
                    "/api/%2e%2e/WEB-INF/web.xml",
                    "/WEB-INF/web.xml",
                    "/META-INF/MANIFEST.MF"));

    private static final int TWO_MIB = 2 * 1024 * 1024;
    private static final Pattern REPEATED = Pattern.compile("\\{(\\d+)}");
    private static final Set<String> OPEN_TO_EVERYBODY = Set.of(
            "GET api/authentication/validate",
            "POST api/authentication/login",
            "POST api/authentication/logout",
            "GET api/system/status",
            "GET api/system/ping",
            "GET api/server/version",
            "POST api/user_tokens/report_leak");

    /** As text and as JSON. */
    private static final String TAKES_LISTS = "POST api/user_tokens/report_leak";

    /** Parameters whose empty value means no filter, or clears a field. */
    private static final Set<String> MAY_BE_BLANK = Set.of("q", "description", "email");

    /** Calls that also change something in the reference product, and those of monitoring. */
    private static final Set<String> TAKES_WHAT_IT_DOES_NOT_KNOW = Set.of(
            "GET api/authentication/validate",
            "GET api/server/version",
            "GET api/system/health",
            "GET api/system/ping",
            "GET api/system/status",
            "POST api/authentication/login",
            "POST api/authentication/logout",
            "POST api/projects/create",
            "POST api/projects/delete",
            "POST api/settings/reset",
            "POST api/settings/set",
            "POST api/user_groups/add_user",
            "POST api/user_groups/create",
            "POST api/user_groups/delete",
            "POST api/user_groups/remove_user",
            "POST api/user_groups/update",
            "POST api/user_tokens/generate",
            "POST api/user_tokens/revoke",
            "POST api/users/change_password",
            "POST api/users/create",
            "POST api/users/deactivate",
            "POST api/users/update",
            "POST api/users/update_login");

    private static Api anybody = new Api(LatchkeyServer.shared().baseUri());
    private static Api admin = anybody;
    private static String authorization = "";

    @BeforeAll
    static void anAdministratorWithAToken() {
        var token = LatchkeyServer.shared()
                .admin()
                .post("api/user_tokens/generate", "name", "bad input " + System.nanoTime())
                .json()
                .getString("token");
        authorization = "Authorization: Bearer " + token;
        admin = anybody.withBearer(token);
    }

    /** Status, call, encoded parameters, and the parameter or word that the answer names. {9} is nine letters. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        400 | POST api/user_tokens/generate | | name
        400 | POST api/user_tokens/generate | name= | name
        400 | POST api/user_tokens/generate | name=%20%09 | name
        400 | POST api/user_tokens/generate | name={101} | name
        400 | POST api/user_tokens/generate | name=a%0Ab | name
        404 | POST api/user_tokens/generate | name=n&login=nobody | nobody
        404 | POST api/user_tokens/generate | name=n&login={256} | login
        404 | POST api/user_tokens/generate | name=n&login=%01 | login
        400 | POST api/user_tokens/generate | name=n&expirationDate=tomorrow | expirationDate
        400 | POST api/user_tokens/generate | name=n&expirationDate=2020-01-31 | expirationDate
        400 | POST api/user_tokens/generate | name=n&expirationDate=2031-02-29 | expirationDate
        400 | POST api/user_tokens/generate | name=n&expirationDate=31.12.2030 | expirationDate
        400 | POST api/user_tokens/generate | name=n&expirationDate=10000-01-01 | expirationDate
        400 | POST api/user_tokens/generate | name=n&expirationDate=%2B10000-01-01 | expirationDate
        400 | POST api/user_tokens/generate | name=n&expirationDate=-0001-01-01 | expirationDate
        400 | POST api/user_tokens/generate | name=n&type=SUPER_TOKEN | type
        400 | POST api/user_tokens/generate | name=n&type=user_token | type
        400 | POST api/user_tokens/revoke | | name
        400 | POST api/user_tokens/revoke | name=%20 | name
        400 | POST api/user_tokens/revoke | name={101} | name
        404 | POST api/user_tokens/revoke | name=n&login=nobody | nobody
        404 | GET api/user_tokens/search | login=nobody | nobody
        404 | GET api/user_tokens/search | login={3000} | login
        400 | POST api/users/import | | file
        400 | GET api/background_tasks/show | | id
        400 | GET api/background_tasks/show | id=one | id
        404 | GET api/background_tasks/show | id=-1 | id
        400 | POST api/background_tasks/cancel | | id
        400 | POST api/background_tasks/cancel | id=99999999999 | id
        404 | POST api/background_tasks/cancel | id=2147483647 | id
        400 | GET api/user_tokens/search_all | login={256} | login
        400 | GET api/user_tokens/search_all | owner={256} | owner
        400 | GET api/user_tokens/search_all | creator={256} | creator
        400 | GET api/user_tokens/search_all | type=SUPER_TOKEN | type
        400 | GET api/user_tokens/search_all | projectKey={401} | projectKey
        400 | GET api/user_tokens/search_all | status=DEAD | status
        400 | GET api/user_tokens/search_all | createdFrom=yesterday | createdFrom
        400 | GET api/user_tokens/search_all | createdUntil=2026-02-30 | createdUntil
        400 | GET api/user_tokens/search_all | lastUsedFrom=%2B999999999-01-01 | lastUsedFrom
        400 | GET api/user_tokens/search_all | lastUsedUntil=-9999-01-01 | lastUsedUntil
        400 | GET api/user_tokens/search_all | expiresFrom=31.12.2030 | expiresFrom
        400 | GET api/user_tokens/search_all | expiresUntil=10000-01-01 | expiresUntil
        400 | GET api/user_tokens/search_all | neverExpires=perhaps | neverExpires
        400 | GET api/user_tokens/search_all | breaksPolicy=perhaps | breaksPolicy
        400 | GET api/user_tokens/search_all | unusedForDays=0 | unusedForDays
        400 | GET api/user_tokens/search_all | unusedForDays=3651 | unusedForDays
        400 | GET api/user_tokens/search_all | unusedForDays=many | unusedForDays
        400 | GET api/user_tokens/search_all | lineage=many | lineage
        400 | GET api/audit_log/search | token=many | token
        400 | GET api/audit_log/search | token=1&lineage=1 | lineage
        400 | GET api/user_tokens/search_all | sort=SIZE | sort
        400 | GET api/user_tokens/search_all | asc=up | asc
        400 | GET api/user_tokens/search_all | after=here | after
        400 | GET api/user_tokens/search_all | after={2500} | after
        400 | GET api/user_tokens/search_all | ps=0 | ps
        400 | GET api/user_tokens/search_all | ps=501 | ps
        400 | GET api/user_tokens/search_all | owner=%01 | owner
        400 | GET api/user_tokens/export | format=PDF | format
        400 | GET api/user_tokens/export | creator={256} | creator
        400 | POST api/user_tokens/find | | token
        400 | POST api/user_tokens/find | token={3000} | token
        400 | POST api/user_tokens/find | token=lku_ZpL73JFRYvKl0a9eL0VkiRGsX0kKwA1VfWT0 | token
        400 | POST api/user_tokens/bulk_revoke | | ids
        400 | POST api/user_tokens/bulk_revoke | owner=nobody&ids=1 | ids
        400 | POST api/user_tokens/bulk_revoke | ids=1,one | ids
        400 | POST api/user_tokens/bulk_revoke | ids=99999999999999999999 | ids
        400 | POST api/user_tokens/bulk_revoke | login={256} | login
        400 | POST api/user_tokens/bulk_revoke | owner={256} | owner
        400 | POST api/user_tokens/bulk_revoke | creator={256} | creator
        400 | POST api/user_tokens/bulk_revoke | type=SUPER_TOKEN | type
        400 | POST api/user_tokens/bulk_revoke | projectKey={401} | projectKey
        400 | POST api/user_tokens/bulk_revoke | status=DEAD | status
        400 | POST api/user_tokens/bulk_revoke | createdFrom=yesterday | createdFrom
        400 | POST api/user_tokens/bulk_revoke | createdUntil=2026-02-30 | createdUntil
        400 | POST api/user_tokens/bulk_revoke | lastUsedFrom=%2B999999999-01-01 | lastUsedFrom
        400 | POST api/user_tokens/bulk_revoke | lastUsedUntil=-9999-01-01 | lastUsedUntil
        400 | POST api/user_tokens/bulk_revoke | expiresFrom=31.12.2030 | expiresFrom
        400 | POST api/user_tokens/bulk_revoke | expiresUntil=10000-01-01 | expiresUntil
        400 | POST api/user_tokens/bulk_revoke | neverExpires=perhaps | neverExpires
        400 | POST api/user_tokens/bulk_revoke | breaksPolicy=perhaps | breaksPolicy
        400 | POST api/user_tokens/bulk_revoke | unusedForDays=0 | unusedForDays
        400 | POST api/user_tokens/bulk_revoke | unusedForDays=many | unusedForDays
        400 | POST api/user_tokens/bulk_revoke | ids=1&reason=ROTATED | reason
        400 | POST api/user_tokens/bulk_revoke | ids=1&reason=BORED | reason
        400 | POST api/user_tokens/bulk_revoke | ids=1&dryRun=perhaps | dryRun
        400 | POST api/user_tokens/bulk_revoke | ids=1&asOf=yesterday | asOf
        400 | POST api/user_tokens/bulk_revoke | owner=nobody&Login=nobody | Login
        400 | GET api/notices/search | state=LOST | state
        400 | GET api/notices/search | p=0 | p
        400 | GET api/notices/search | ps=501 | ps
        400 | POST api/notices/retry | id=first | id
        404 | POST api/notices/retry | id=999999999 | id
        400 | POST api/notices/send_test | | mail
        400 | POST api/notices/send_test | address=nowhere | mail
        400 | POST api/settings/set | key=latchkey.token.tell.new.address&value=maybe | value
        400 | POST api/settings/set | key=latchkey.token.warn.before&value=91%20days | value
        404 | POST api/settings/set | key=latchkey.unheard.of&value=true | key
        404 | POST api/settings/reset | keys=latchkey.unheard.of | keys
        400 | GET api/users/search | q=a | q
        400 | GET api/users/search | q={256} | q
        400 | GET api/users/search | deactivated=maybe | deactivated
        400 | GET api/users/search | lastConnectedAfter=yesterday | lastConnectedAfter
        400 | GET api/users/search | lastConnectedAfter=2026-02-30 | lastConnectedAfter
        400 | GET api/users/search | lastConnectedAfter=%2B999999999-01-01 | lastConnectedAfter
        400 | GET api/users/search | lastConnectedBefore=2026-01-01T25:00:00%2B0000 | lastConnectedBefore
        400 | GET api/users/search | lastConnectedBefore=-9999-01-01 | lastConnectedBefore
        400 | GET api/users/search | managed=perhaps | managed
        400 | GET api/user_groups/search | managed=perhaps | managed
        400 | GET api/user_groups/search | f=id | f
        400 | GET api/user_groups/search | f=, | f
        400 | GET api/projects/search | projects=, | projects
        400 | GET api/projects/search | qualifiers=DEV | qualifiers
        400 | GET api/projects/search | onProvisionedOnly=perhaps | onProvisionedOnly
        400 | GET api/settings/values | keys=, | keys
        400 | GET api/users/search | p=0 | p
        400 | GET api/users/search | p=first | p
        400 | GET api/users/search | p=1.5 | p
        400 | GET api/users/search | p=99999999999 | p
        400 | GET api/users/search | ps=0 | ps
        400 | GET api/users/search | ps=501 | ps
        400 | GET api/users/search | ps=all | ps
        400 | POST api/users/create | name=U&password={12} | login
        400 | POST api/users/create | login=u&name=U&password={12} | login
        400 | POST api/users/create | login={256}&name=U&password={12} | login
        400 | POST api/users/create | login=-x&name=U&password={12} | login
        400 | POST api/users/create | login=..&name=U&password={12} | login
        400 | POST api/users/create | login=%40%40&name=U&password={12} | login
        400 | POST api/users/create | login=ADMIN&name=U&password={12} | already
        400 | POST api/users/create | login=a%20b&name=U&password={12} | login
        400 | POST api/users/create | login=a%0Ab&name=U&password={12} | login
        400 | POST api/users/create | login=bad&password={12} | name
        400 | POST api/users/create | login=bad&name=%20&password={12} | name
        400 | POST api/users/create | login=bad&name={201}&password={12} | name
        400 | POST api/users/create | login=bad&name=a%07b&password={12} | name
        400 | POST api/users/create | login=bad&name=U | password
        400 | POST api/users/create | login=bad&name=U&password={129} | password
        400 | POST api/users/create | login=bad&name=U&password=a%0Ab | password
        400 | POST api/users/create | login=bad&name=U&password={12}&email=nowhere | email
        400 | POST api/users/create | login=bad&name=U&password={12}&email={95}%40x.org | email
        400 | POST api/users/create | login=bad&name=U&password={12}&email=a%0A%40b | email
        400 | POST api/users/create | login=bad&name=U&password={12}&local=maybe | local
        404 | POST api/users/end_sessions | | login
        404 | POST api/users/end_sessions | login=nobody | nobody
        404 | POST api/users/deactivate | login=nobody | nobody
        404 | POST api/users/deactivate | login={256} | login
        400 | POST api/users/deactivate | login=admin | login
        400 | POST api/users/deactivate | login=nobody&anonymize=perhaps | anonymize
        404 | POST api/users/update | name=U | login
        404 | POST api/users/update | login=nobody&name=U | nobody
        400 | POST api/users/update | login=admin&name= | name
        400 | POST api/users/update | login=admin&name={201} | name
        400 | POST api/users/update | login=admin&email=nowhere | email
        400 | POST api/users/update | login=admin&email={95}%40x.org | email
        400 | POST api/users/update | login=admin&version=old | version
        404 | POST api/users/update_login | login=nobody&newLogin=somebody | nobody
        400 | POST api/users/update_login | login=admin | newLogin
        400 | POST api/users/update_login | login=admin&newLogin=a%20b | newLogin
        400 | POST api/users/update_login | login=admin&newLogin={256} | newLogin
        404 | POST api/users/change_password | login=nobody&password={12} | nobody
        404 | POST api/users/change_password | password={12} | login
        404 | GET api/users/groups | login=nobody | nobody
        400 | GET api/users/groups | login=admin&selected=some | selected
        400 | GET api/users/groups | login=admin&q={256} | q
        400 | GET api/users/groups | login=admin&ps=501 | ps
        400 | GET api/user_groups/search | q={256} | q
        400 | GET api/user_groups/search | p=0 | p
        400 | POST api/user_groups/create | | name
        400 | POST api/user_groups/create | name=%20 | name
        400 | POST api/user_groups/create | name={256} | name
        400 | POST api/user_groups/create | name=a%0Ab | name
        400 | POST api/user_groups/create | name=users | users
        400 | POST api/user_groups/create | name=g&description={201} | description
        404 | POST api/user_groups/update | name=g | currentName
        400 | POST api/user_groups/update | currentName=users&name=g | users
        400 | POST api/user_groups/update | currentName=users&description={201} | description
        409 | POST api/user_groups/update | currentName=users&version=0 | users
        404 | POST api/user_groups/delete | name=nothing | nothing
        400 | POST api/user_groups/delete | name=administrators | administrators
        404 | POST api/user_groups/add_user | name=nothing&login=admin | nothing
        404 | POST api/user_groups/add_user | name=users&login=nobody | nobody
        400 | POST api/user_groups/remove_user | name=users&login=admin | users
        404 | GET api/user_groups/users | name=nothing | nothing
        400 | GET api/user_groups/users | name=users&selected=SELECTED | selected
        400 | POST api/authentication/login | password=p | login
        400 | POST api/authentication/login | login=nobody | password
        401 | POST api/authentication/login | login={5000}&password={5000} | login
        """)
    void refusesWhatBreaksARule(int status, String call, @Nullable String parameters, String named) {
        var encoded = REPEATED.matcher(Objects.requireNonNullElse(parameters, ""))
                .replaceAll(letters -> "x".repeat(Integer.parseInt(letters.group(1))));

        var answer = call(call, encoded);

        assertRefused(answer, status);
        // the answer does not reveal which credential is wrong
        if (status != 401 && Objects.requireNonNull(ApiCalls.all().get(call)).contains(named)) {
            assertThat(answer.fields()).containsOnly(named);
        } else {
            assertThat(answer.errors()).anyMatch(words -> words.contains(named));
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void refusesTheOtherMethods(String call) {
        for (var method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            if (!call.startsWith(method + " ")) {
                var refused = admin.send(admin.request(path(call)).method(method, BodyPublishers.noBody()));
                assertRefused(refused, 405);
                assertThat(refused.headers().allValues("Allow")).containsExactly(isPost(call) ? "POST" : "GET, HEAD");
            }
        }
    }

    @Test
    void describesEveryCall() {
        assumeFalse(isOn(GlassFish.class), "GlassFish has no OpenAPI");
        var base = LatchkeyServer.shared().baseUri();
        var document = anybody.send(anybody.request("/openapi").header("Accept", "application/json"))
                .json();

        var server = base.resolve("/openapi")
                .resolve(document.getJsonArray("servers").getJsonObject(0).getString("url"));
        var paths = document.getJsonObject("paths").entrySet().stream();
        assertThat(paths.flatMap(path -> ((JsonObject) path.getValue())
                        .keySet().stream()
                                .filter(method -> Set.of("get", "post").contains(method))
                                .map(method -> (method + " ").toUpperCase(Locale.ROOT)
                                        + base.relativize(
                                                server.resolve(path.getKey().substring(1))))))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(calls(), ApiCalls.endpoints().stream()).toList());
    }

    /** A script with an empty variable would otherwise do the opposite of what it intends. */
    @ParameterizedTest
    @MethodSource("parameters")
    void refusesABlankValue(String call, String name) {
        for (var given : List.of(name, name + "=", name + "=%20%09")) {
            var answer = call(call, given);

            var refusals = answer.status() == 400 ? answer.errors() : List.<String>of();
            var refusal = "The parameter '" + name + "' must not be empty. Give it a value, or leave it out.";
            if (MAY_BE_BLANK.contains(name)) {
                assertThat(refusals).doesNotContain(refusal);
            } else {
                assertThat(refusals).containsExactly(refusal);
            }
        }
    }

    /** A mistyped filter would otherwise list, export or revoke the wrong tokens. */
    @ParameterizedTest
    @MethodSource("calls")
    void refusesAParameterThatItDoesNotKnow(String call) {
        if (TAKES_WHAT_IT_DOES_NOT_KNOW.contains(call)) {
            assertThat(call(call, "unheardOf=1").text()).doesNotContain("unheardOf");
            return;
        }
        var answer = call(call, "unheardOf=1");

        assertRefused(answer, 400);
        assertThat(answer.errors()).containsExactly("The parameter 'unheardOf' is unknown here.");
    }

    /** Ignoring the filter would change or list more than the reference product does. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET api/users/search | slLastConnectedAfter=2026-01-01 | slLastConnectedAfter
        GET api/users/search | slLastConnectedBefore=2020-01-01T00:00:00%2B0000 | slLastConnectedBefore
        GET api/projects/search | analyzedBefore=2020-01-01 | analyzedBefore
        GET api/projects/search | visibility=public | visibility
        GET api/settings/values | component=shop | component
        POST api/settings/set | key=latchkey.token.tell.new.address&value=true&component=shop | component
        POST api/settings/set | key=latchkey.token.tell.new.address&value=true&values=true | values
        POST api/settings/reset | keys=latchkey.token.tell.new.address&component=shop | component
        """)
    void refusesAFilterThatItCannotHonour(String call, String parameters, String named) {
        var answer = call(call, parameters);

        assertRefused(answer, 400);
        assertThat(answer.errors()).containsExactly("The parameter '" + named + "' is unknown here.");
    }

    @Test
    void tellsEveryFaultOfTheParameters() {
        assertThat(call("GET api/users/search", "p=&ps=%20&Q=a").errors())
                .containsExactly(
                        "The parameter 'p' must not be empty. Give it a value, or leave it out.",
                        "The parameter 'ps' must not be empty. Give it a value, or leave it out.",
                        "The parameter 'Q' is unknown here.");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void refusesCallersWithoutCredentials(String call) {
        if (OPEN_TO_EVERYBODY.contains(call)) {
            return;
        }
        var answer = anybody.send(anybody.request(path(call)).method(method(call), BodyPublishers.noBody()));

        assertRefused(answer, 401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"Latchkey\"");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void refusesWhatIsNotPercentEncodedUtf8(String call) {
        for (var value : List.of("%zz", "%", "%f", "%ff", "%C3", "%ED%A0%80", "%C0%AF", "%00", "\u00ff")) {
            var answer = raw(method(call) + " /" + path(call) + "?x=" + value, List.of(), "");
            if (isOn(WildFly.class)) {
                // WildFly decodes the query itself, and answers without words
                assertThat(answer.status()).isEqualTo(400);
            } else {
                assertRefused(answer, 400);
            }
            if (isPost(call) && value.startsWith("%")) {
                assertRefused(call(call, "x=" + value), 400);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void refusesAParameterGivenTwice(String call) {
        var twice = isPost(call) ? call(call + "?x=1", "x=2") : call(call, "x=1&x=2");

        assertRefused(twice, 400);
        assertThat(twice.errors()).containsExactly("The parameter 'x' must be given once.");
    }

    @Test
    void takesOneValueThatIsGivenTwice() {
        var answer = call("POST api/background_tasks/cancel?id=2147483647", "id=2147483647");

        assertRefused(answer, 404);
    }

    /** Clients of the reference product send such bodies beside query parameters. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        application/json                  | {}
        application/json; charset=utf-8   | ' { } '
        application/json                  | null
        application/json                  | ''
        text/plain                        | ''
        application/x-www-form-urlencoded | ' '
        """)
    void takesTheQueryBesideABodyThatSaysNothing(String type, String body) {
        var request = admin.request("api/background_tasks/cancel?id=2147483647")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body.replace("{ }", "{}")));

        assertRefused(admin.send(request), 404);
    }

    @ParameterizedTest
    @MethodSource("posts")
    void refusesABodyThatIsCompressed(String call) {
        var request = admin.request(path(call))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Content-Encoding", "br");
        assertRefused(admin.send(request.POST(BodyPublishers.ofString("x=1"))), 415);
        var zipped =
                admin.send(request.setHeader("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(gzip("x=1"))));
        if (isOn(PayaraServer.class)) {
            // Payara unpacks the body before Latchkey sees it
            assertThat(zipped.status()).isEqualTo(call(call, "x=1").status());
        } else {
            assertRefused(zipped, 415);
        }
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("posts")
    void refusesBodiesOfAnotherKind(String call) {
        for (var type : List.of("application/json", "text/xml", "text/plain", "multipart/form-data; boundary=x")) {
            var request = admin.request(path(call)).header("Content-Type", type);
            if (!call.equals(TAKES_LISTS) || type.equals("text/xml") || type.startsWith("multipart")) {
                assertRefused(admin.send(request.POST(BodyPublishers.ofString("{\"name\":"))), 415);
            }
        }
        for (var type : List.of("nonsense", "/;;=")) {
            var request = admin.request(path(call)).header("Content-Type", type);
            assertRefused(admin.send(request.POST(BodyPublishers.ofString("name=n"))), 400);
        }
    }

    @ParameterizedTest
    @MethodSource("posts")
    void refusesABodyOfTwoMebibytes(String call) {
        var body = ("x=" + "x".repeat(TWO_MIB)).getBytes(StandardCharsets.US_ASCII);
        var ofKnownLength = BodyPublishers.ofByteArray(body);
        var ofUnknownLength = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        for (var publisher : List.of(ofKnownLength, ofUnknownLength)) {
            var request = admin.request(path(call)).header("Content-Type", "application/x-www-form-urlencoded");
            assertRefused(admin.send(request.POST(publisher)), 413);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer lku_ZpL73JFRYvKl0a9eL0VkiRGsX0kKwA1VfWT0",
                "Bearer two words",
                "Basic",
                "Basic !!!",
                "Basic YQ==",
                "Basic Og==",
                "Basic //46eA==",
                "Basic YQBiOng=",
                "Digest username=\"admin\"",
                "nonsense"
            })
    void refusesOtherCredentials(String header) {
        var answer = RawHttp.send(
                LatchkeyServer.shared().port(),
                "GET /api/user_tokens/search HTTP/1.1",
                List.of("Authorization: " + header),
                "");

        assertRefused(answer, 401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    @Test
    void countsALoginThatNobodyCanHave() {
        var before = failedSignIns();

        var answer = anybody.withAuthorization("Basic YQBiOng=").get("api/users/current");

        assertRefused(answer, 401);
        assertThat(failedSignIns()).isEqualTo(before + 1);
    }

    private static int failedSignIns() {
        return admin.get("api/audit_log/search", "action", "SIGN_IN_FAILED", "ps", "1")
                .json()
                .getJsonObject("paging")
                .getInt("total");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user/list?q=%00",
                "user/groups?q=a%00b",
                "project/list?q=%00",
                "inventory/list?q=%00",
                "audit/list?q=%00",
                "user/list?%00=q",
                "user/list?q=%ED%A0%80",
                "account/profile?q=%00"
            })
    void refusesAPageWhatIsNoText(String page) {
        var answer = RawHttp.send(
                LatchkeyServer.shared().port(),
                "GET /" + page + " HTTP/1.1",
                List.of("Cookie: " + LatchkeyServer.shared().sessionCookie()),
                "");

        assertThat(answer.status()).isEqualTo(page.contains("%00") ? 400 : 200);
    }

    @Test
    void letsASessionReadButNotChange() {
        var signedIn = anybody.post(
                "api/authentication/login",
                "login",
                LatchkeyServer.ADMIN_LOGIN,
                "password",
                LatchkeyServer.ADMIN_PASSWORD);
        var cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];

        var read = anybody.send(anybody.request("api/users/current").header("Cookie", cookie));
        var change = anybody.send(anybody.request("api/user_tokens/generate")
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=n")));

        assertThat(read.status()).isEqualTo(200);
        assertRefused(change, 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/",
                "/api/nothing",
                "/api/user_tokens",
                "/api/user_tokens/",
                "/api/user_tokens/search/further",
                "/api//user_tokens/search",
                "/api/..;/WEB-INF/web.xml",
                "/api/application.wadl",
                "/api/user_tokens/<search>",
                "/api/authentication",
                "/api/authentication/nothing",
                "/api",
                "/api/{call}",
                "/api/users/search/",
                "/api/users/search;x=1",
                "/api/users;x=1/search",
                "/api;x=1/users/search",
                "//api/users/search",
                "/./api/users/search",
                "/api/users/./search",
                "/api/users/../users/search",
                "/api/users%2fsearch",
                "/api%2fusers/search",
                "/%61pi/users/search",
                "/api/users/search%20",
                "/api/system/health/",
                "/api/system;x=1/health",
                "/api/../WEB-INF/web.xml",
                "/api/%2e%2e/WEB-INF/web.xml",
                "/api/..%2fWEB-INF/web.xml",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/sonar/api/user_tokens/search",
                "/API/users/search",
                "/user/list",
                "/user//list",
                "/user/list;x=1",
                "/nothing",
                "/"
            })
    void knowsNothingElse(String path) {
        var answer = raw("GET " + path, List.of(), "");
        if (REFUSED_BY_THE_SERVER.entrySet().stream()
                .anyMatch(server -> isOn(server.getKey()) && server.getValue().contains(path))) {
            assertThat(answer.status()).isIn(400, 404);
        } else {
            assertRefused(answer, 404);
        }
    }

    @Test
    void knowsNothingFarDown() {
        assertRefused(raw("GET " + "/a".repeat(3500), List.of(), ""), 404);
    }

    /** Only clients that accept HTML are redirected to sign in; others would take the redirect for success. */
    @Test
    void leadsNobodyToThePagesButPeople() {
        var port = LatchkeyServer.shared().port();
        for (var method : List.of("GET", "POST", "HEAD", "PUT")) {
            var json = RawHttp.send(port, method + " /user/list HTTP/1.1", List.of("Accept: application/json"), "");
            assertThat(json.status()).as(method).isEqualTo(404);
        }
        var spelled = RawHttp.send(port, "GET /user//list HTTP/1.1", List.of("Accept: text/html"), "");
        assertThat(spelled.status()).isEqualTo(404);
        assertThat(spelled.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        for (var accepted : List.of("text/html,application/xhtml+xml", "*/*", "image/avif,*/*;q=0.8")) {
            var page = RawHttp.send(port, "GET /user/list HTTP/1.1", List.of("Accept: " + accepted), "");
            assertThat(page.status()).as(accepted).isEqualTo(302);
        }
    }

    /** A security constraint on a path does not cover its other spellings. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/system/health",
                "/api/system/health/",
                "/api/system;x/health",
                "/api/system/health/;x",
                "//api/system/health",
                "/api/system/healt%68"
            })
    void keepsFromPlainUsersWhatIsForAdministrators(String path) {
        admin.post("api/users/create", "login", "plain", "name", "P", "password", "Corr3ct-Horse-42!");
        var token = admin.post("api/user_tokens/generate", "login", "plain", "name", "t" + System.nanoTime())
                .json()
                .getString("token");

        var answer = RawHttp.send(
                LatchkeyServer.shared().port(),
                "GET " + path + " HTTP/1.1",
                List.of("Authorization: Bearer " + Secrets.remember(token)),
                "");

        assertThat(answer.status()).isIn(403, 404);
    }

    @Test
    void tellsProgramsWhatTheyLookForAtEveryHost() {
        var robots = anybody.get("robots.txt");
        assertThat(robots.text()).isEqualTo("User-agent: *\nDisallow: /\n");
        assertThat(robots.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        var password = anybody.get(".well-known/change-password");
        assertThat(password.status()).isEqualTo(302);
        assertThat(password.headers().firstValue("Location"))
                .hasValue(ApplicationServer.contextRoot() + "/account/security");
        assertThat(anybody.get(".well-known/security.txt").status()).isEqualTo(404);
        assertThat(anybody.get(".well-known/nothing").status()).isEqualTo(302);
    }

    /**
     * The HTTP server refuses these before the application sees them, so the answer has no message. Open Liberty passes
     * some on: a length that is no number is none.
     */
    @Test
    void refusesWhatIsHardlyHttp() {
        var search = "GET /api/user_tokens/search";
        for (var answer : List.of(
                raw(search + "?login=" + "x".repeat(9000), List.of(), ""),
                raw(search, List.of("X-Long: " + "x".repeat(9000)), ""),
                raw("POST /api/user_tokens/generate", List.of("Content-Length: many"), "name=n"),
                raw("POST /api/user_tokens/generate", List.of("Content-Length: -1"), "name=n"),
                raw("GET /api/%ff", List.of(), ""),
                raw("GET /api/%00", List.of(), ""),
                raw("TRACE /api/user_tokens/search", List.of(), ""))) {
            assertThat(answer.status()).isBetween(400, 499);
            if (!isOn(OpenLiberty.class) && !isOn(WildFly.class)) {
                assertThat(answer.text()).isEmpty();
            }
        }
    }

    @Test
    void refusesAPercentSignWithoutDigits() {
        for (var answer : List.of(
                raw("GET /api/%zz", List.of(), ""),
                raw("GET /%", List.of(), ""),
                raw("GET /user/list%2", List.of(), ""),
                raw("POST /api/users/create%", List.of("Content-Length: 6"), "name=n"))) {
            // GlassFish and Payara without the microbundle's filters give up without a status of their own
            var gaveUp = isOn(GlassFish.class) || isOn(PayaraServer.class);
            assertThat(answer.status()).isBetween(gaveUp ? 200 : 400, 499);
            if (!isOn(OpenLiberty.class) && !isOn(WildFly.class)) {
                assertThat(answer.text()).isEmpty();
            }
        }
    }

    static Stream<String> calls() {
        return ApiCalls.all().keySet().stream();
    }

    static Stream<Arguments> parameters() {
        return ApiCalls.all().entrySet().stream()
                .flatMap(call -> call.getValue().stream().map(name -> arguments(call.getKey(), name)));
    }

    static Stream<String> posts() {
        return calls().filter(BadInputIT::isPost);
    }

    private static Answer call(String call, String parameters) {
        if (isPost(call)) {
            return admin.send(admin.request(path(call))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(parameters)));
        }
        return raw("GET /" + path(call) + "?" + parameters, List.of(), "");
    }

    private static Answer raw(String methodAndPath, List<String> headers, String body) {
        return RawHttp.send(
                LatchkeyServer.shared().port(),
                methodAndPath + " HTTP/1.1",
                Stream.concat(Stream.of(authorization), headers.stream()).toList(),
                body);
    }

    private static boolean isOn(Class<? extends ApplicationServer> server) {
        return ApplicationServer.wanted().filter(server::isInstance).isPresent();
    }

    private static boolean isPost(String call) {
        return method(call).equals("POST");
    }

    private static String method(String call) {
        return call.substring(0, call.indexOf(' '));
    }

    private static String path(String call) {
        return call.substring(call.indexOf(' ') + 1);
    }

    private static void assertRefused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.isJson()).isTrue();
        assertThat(answer.errors()).isNotEmpty().noneMatch(String::isBlank);
    }
}
