package dev.latchkey.platform.web;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.FacesConverter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/** Formats the UTC day of a moment in the reader's locale. */
@FacesConverter("day")
public class DayConverter implements Converter<Instant> {

    @Override
    public String getAsString(FacesContext context, UIComponent component, Instant moment) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(context.getViewRoot().getLocale())
                .format(moment.atZone(ZoneOffset.UTC));
    }

    @Override
    public Instant getAsObject(FacesContext context, UIComponent component, String text) {
        throw new UnsupportedOperationException("Moments are shown, not typed");
    }
}
