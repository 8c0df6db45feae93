package dev.latchkey.platform.configuration;

import java.net.URI;
import java.util.List;

/** Checks the contact for security.txt (RFC 9116, 2.5.3). */
final class SecurityContact {

    static final String CONTACT = "LATCHKEY_SECURITY_CONTACT";

    private SecurityContact() {}

    static void check(SettingLookup settings) throws BadConfiguration {
        settings.check(
                CONTACT,
                SecurityContact::isContact,
                "is not a contact; write mailto:security@example.org, or the https:// address of a page");
    }

    private static boolean isContact(String value) {
        try {
            return List.of("mailto", "https", "tel")
                    .contains(String.valueOf(URI.create(value).getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
