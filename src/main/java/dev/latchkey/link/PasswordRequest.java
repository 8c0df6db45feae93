package dev.latchkey.link;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** What somebody who forgot the password typed, for the seconds until the server looks for the user. */
@Entity
@Table(name = "password_request")
public class PasswordRequest {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "password_request_id")
    @SequenceGenerator(name = "password_request_id", sequenceName = "password_request_id", allocationSize = 50)
    private Long id;

    @Column(name = "typed")
    private String typed;

    @Column(name = "address")
    private String address;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @SuppressWarnings("NullAway.Init")
    protected PasswordRequest() {}

    @SuppressWarnings("NullAway.Init") // the database assigns the id
    PasswordRequest(String typed, String address, Instant at) {
        this.typed = typed;
        this.address = address;
        this.requestedAt = at;
    }

    /** A login or an email address, or a password by mistake. */
    String typed() {
        return typed;
    }

    /** Whether the server was away for so long that nobody waits for the mail any more. */
    boolean isOlderThan(Duration age, Instant now) {
        return requestedAt.isBefore(now.minus(age));
    }

    /** From which it came. */
    String address() {
        return address;
    }
}
