package dev.latchkey.authentication;

import static dev.latchkey.scope.OwnScope.AUDIT;
import static dev.latchkey.scope.OwnScope.INTROSPECT;
import static dev.latchkey.scope.OwnScope.METRICS;
import static dev.latchkey.scope.OwnScope.READ;
import static dev.latchkey.scope.OwnScope.SETTINGS;
import static dev.latchkey.scope.OwnScope.TOKENS;
import static dev.latchkey.scope.OwnScope.USERS;
import static java.util.Map.entry;

import dev.latchkey.scope.OwnScope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The scope that a call needs, if its token is limited to scopes: docs/web-api.md has the same table, and a test compares
 * it with the OpenAPI document. A call that is in neither table needs a token without limit.
 */
final class ScopedCalls {

    /** Calls that tell a caller about itself alone, or anybody the same. */
    private static final Set<String> OPEN = Set.of(
            "/api/authentication/validate",
            "/api/authentication/login",
            "/api/authentication/logout",
            "/api/system/status",
            "/api/system/ping",
            "/api/server/version",
            "/api/user_tokens/report_leak");

    private static final Map<String, OwnScope> NEEDED = Map.ofEntries(
            entry("/api/users/current", READ),
            entry("/api/users/search", READ),
            entry("/api/users/groups", READ),
            entry("/api/user_groups/search", READ),
            entry("/api/user_groups/users", READ),
            entry("/api/user_tokens/search", READ),
            entry("/api/user_tokens/uses", READ),
            entry("/api/user_tokens/search_all", READ),
            entry("/api/user_tokens/find", READ),
            entry("/api/user_tokens/offers", READ),
            entry("/api/user_tokens/export", READ),
            entry("/api/service_accounts/search", READ),
            entry("/api/scopes/search", READ),
            entry("/api/projects/search", READ),
            entry("/api/settings/values", READ),
            entry("/api/settings/impact", READ),
            entry("/api/background_tasks/show", READ),
            entry("/api/notices/search", READ),
            entry("/api/system/health", READ),
            entry("/api/user_tokens/generate", TOKENS),
            entry("/api/user_tokens/offer", TOKENS),
            entry("/api/user_tokens/withdraw_offer", TOKENS),
            entry("/api/user_tokens/rotate", TOKENS),
            entry("/api/user_tokens/revoke", TOKENS),
            entry("/api/user_tokens/bind", TOKENS),
            entry("/api/user_tokens/bulk_revoke", TOKENS),
            entry("/api/background_tasks/cancel", TOKENS),
            entry("/api/users/create", USERS),
            entry("/api/users/invite", USERS),
            entry("/api/users/update", USERS),
            entry("/api/users/update_login", USERS),
            entry("/api/users/change_password", USERS),
            entry("/api/users/deactivate", USERS),
            entry("/api/users/end_sessions", USERS),
            entry("/api/users/import", USERS),
            entry("/api/user_groups/create", USERS),
            entry("/api/user_groups/update", USERS),
            entry("/api/user_groups/delete", USERS),
            entry("/api/user_groups/add_user", USERS),
            entry("/api/user_groups/remove_user", USERS),
            entry("/api/service_accounts/create", USERS),
            entry("/api/service_accounts/update", USERS),
            entry("/api/service_accounts/deactivate", USERS),
            entry("/api/audit_log/search", AUDIT),
            entry("/api/audit_log/verify", AUDIT),
            entry("/api/audit_log/export", AUDIT),
            entry("/api/audit_log/key", AUDIT),
            entry("/api/audit_log/seal", AUDIT),
            entry("/api/scopes/create", SETTINGS),
            entry("/api/scopes/update", SETTINGS),
            entry("/api/scopes/delete", SETTINGS),
            entry("/api/projects/create", SETTINGS),
            entry("/api/projects/delete", SETTINGS),
            entry("/api/settings/set", SETTINGS),
            entry("/api/settings/reset", SETTINGS),
            entry("/api/notices/send_test", SETTINGS),
            entry("/api/notices/retry", SETTINGS),
            entry("/api/system/backup", SETTINGS),
            entry("/api/monitoring/metrics", METRICS),
            entry("/oauth2/introspect", INTROSPECT));

    private ScopedCalls() {}

    /** Whether every token may make this call. */
    static boolean isOpen(String path) {
        return OPEN.contains(path);
    }

    /**
     * The scope that opens a call to tokens limited to scopes; empty if none does.
     *
     * @param path below the context path
     */
    static Optional<OwnScope> needed(String path) {
        return Optional.ofNullable(NEEDED.get(path));
    }
}
