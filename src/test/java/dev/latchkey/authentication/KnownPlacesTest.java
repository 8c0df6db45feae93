package dev.latchkey.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.user.UserEvent.PasswordChanged;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The networks and browsers that users signed in from, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class KnownPlacesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56Z");
    private static final KnownPlace OFFICE = KnownPlace.network("192.0.2.7");

    private final KnownPlaces places = new KnownPlaces();
    private final TestDatabase database;

    private EntityManager entityManager;

    KnownPlacesTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        places.places = new KnownPlaceRepository();
        places.places.entityManager = entityManager;
        at(NOW);
        for (int user = 1; user <= 2; user++) {
            entityManager
                    .createNativeQuery("insert into users (id, version, login, name, search_text, active,"
                            + " must_change_password, created_at) values (" + user + ", 1, 'user" + user
                            + "', 'Name', 'text', true, false, current_timestamp)")
                    .executeUpdate();
        }
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void isKnownWhereTheUserHasSignedIn() {
        places.signedIn(1, OFFICE);
        places.signedIn(1, KnownPlace.browser("a value of a cookie"));
        places.signedIn(1, OFFICE);

        assertThat(places.isKnown(1, OFFICE)).isTrue();
        assertThat(places.isKnown(1, KnownPlace.browser("a value of a cookie"))).isTrue();
        assertThat(places.isKnown(1, KnownPlace.browser("another value"))).isFalse();
        assertThat(places.isKnown(1, KnownPlace.network("192.0.2.8"))).isFalse();
        assertThat(places.isKnown(1, KnownPlace.programs("192.0.2.7"))).isFalse();
        assertThat(places.isKnown(2, OFFICE)).isFalse();
    }

    @Test
    void isKnownInThisNetworkOfIPv6Alone() {
        places.signedIn(1, KnownPlace.network("2001:db8:0:1::1"));

        assertThat(places.isKnown(1, KnownPlace.network("2001:db8:0:1:ffff::2")))
                .isTrue();
        assertThat(places.isKnown(1, KnownPlace.network("2001:db8:0:2::1"))).isFalse();
    }

    @Test
    void remembersThoseSeenLast() {
        for (int i = 0; i < KnownPlaces.MOST + 5; i++) {
            at(NOW.plus(Duration.ofDays(i)));
            places.signedIn(1, KnownPlace.network("198.51.100." + i));
        }

        assertThat(places.isKnown(1, KnownPlace.network("198.51.100.4"))).isFalse();
        assertThat(places.isKnown(1, KnownPlace.network("198.51.100.5"))).isTrue();
        assertThat(places.isKnown(1, KnownPlace.network("198.51.100.54"))).isTrue();
    }

    @Test
    void addsNoMoreOnOneDayThanItRemembers() {
        for (int i = 0; i < KnownPlaces.MOST; i++) {
            places.signedIn(1, KnownPlace.network("198.51.100." + i));
        }
        places.signedIn(1, OFFICE);

        assertThat(places.isKnown(1, OFFICE)).isFalse();
        assertThat(places.isKnown(1, KnownPlace.network("198.51.100.0"))).isTrue();
    }

    @Test
    void anotherPasswordForgetsAllOfTheUser() {
        places.signedIn(1, OFFICE);
        places.signedIn(2, OFFICE);

        places.forgetAllOf(new PasswordChanged(1, "user1"));

        assertThat(places.isKnown(1, OFFICE)).isFalse();
        assertThat(places.isKnown(2, OFFICE)).isTrue();
    }

    @Test
    void forgetsWhatWasNotSeenForHalfAYear() {
        places.signedIn(1, OFFICE);

        at(NOW.plus(Duration.ofDays(KnownPlaces.DAYS)));
        places.forgetLongUnseen();
        assertThat(places.isKnown(1, OFFICE)).isTrue();

        at(NOW.plus(Duration.ofDays(KnownPlaces.DAYS + 1)));
        places.forgetLongUnseen();
        assertThat(places.isKnown(1, OFFICE)).isFalse();
    }

    private void at(Instant moment) {
        places.clock = Clock.fixed(moment, ZoneOffset.UTC);
    }
}
