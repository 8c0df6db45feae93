package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;

/** A resource server of Spring Security, configured as its documentation says, goes by our answers. */
@OnEveryServer
class SpringResourceServerIT {

    private final LatchkeyServer server = LatchkeyServer.shared();
    private final Api admin = server.admin();

    @Test
    void acceptsAGoodTokenAndRefusesARevokedOne() {
        admin.post("api/scopes/create", "name", "it.paint", "description", "Paint");
        var secret = generate("a service of Spring", "latchkey:introspect");
        var introspector = SpringOpaqueTokenIntrospector.withIntrospectionUri(server.baseUri() + "oauth2/introspect")
                .clientId(LatchkeyServer.ADMIN_LOGIN)
                .clientSecret(secret)
                .build();
        var provider = new OpaqueTokenAuthenticationProvider(introspector);
        var token = generate("painter", "it.paint");

        var accepted = provider.authenticate(new BearerTokenAuthenticationToken(token));

        assertThat(accepted.isAuthenticated()).isTrue();
        assertThat(accepted.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactly("SCOPE_it.paint");
        assertThat(accepted.getName()).matches("\\d+");

        admin.post("api/user_tokens/revoke", "name", "painter");
        assertThatExceptionOfType(InvalidBearerTokenException.class)
                .isThrownBy(() -> provider.authenticate(new BearerTokenAuthenticationToken(token)));
    }

    private String generate(String name, String scope) {
        admin.post("api/user_tokens/revoke", "name", name);
        return Secrets.remember(admin.post("api/user_tokens/generate", "name", name, "scopes", scope)
                .json()
                .getString("token"));
    }
}
