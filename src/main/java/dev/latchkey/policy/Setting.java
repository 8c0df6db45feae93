package dev.latchkey.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A setting chosen by an administrator. Settings without a row have their defaults. */
@Entity
@Table(name = "setting")
public class Setting {

    @Id
    @Column(name = "setting_key")
    private String key;

    @Column(name = "setting_value")
    private String value;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init")
    protected Setting() {}

    Setting(String key, String value) {
        this.key = key;
        this.value = value;
    }

    void change(String to) {
        value = to;
    }

    String key() {
        return key;
    }

    String value() {
        return value;
    }
}
