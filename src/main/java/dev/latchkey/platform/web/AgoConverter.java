package dev.latchkey.platform.web;

import dev.latchkey.shared.Message;
import jakarta.enterprise.context.Dependent;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.FacesConverter;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Formats the age of a moment: in hours up to a day, in days up to a month, then in months and years. */
@Dependent
@FacesConverter(value = "ago", managed = true)
public class AgoConverter implements Converter<Instant> {

    @Inject
    Clock clock;

    @Override
    public String getAsString(FacesContext context, UIComponent component, Instant moment) {
        var passed = Duration.between(moment, clock.instant());
        return words(passed).in(context.getViewRoot().getLocale());
    }

    static Message words(Duration passed) {
        if (passed.toHours() < 1) {
            return Message.of("moment.hour");
        }
        if (passed.toDays() < 1) {
            return Message.of("moment.hours", passed.toHours());
        }
        if (passed.toDays() < 30) {
            return Message.of("moment.days", passed.toDays());
        }
        return passed.toDays() < 365
                ? Message.of("moment.months", passed.toDays() / 30)
                : Message.of("moment.years", passed.toDays() / 365);
    }

    @Override
    public Instant getAsObject(FacesContext context, UIComponent component, String text) {
        throw new UnsupportedOperationException("Moments are shown, not typed");
    }
}
