package dev.latchkey.token.web;

import dev.latchkey.shared.BusinessException;
import dev.latchkey.token.RevocationByValue;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Messages;

/** The page on which anybody reports leaked tokens. */
@Named
@RequestScoped
public class TokenLeakView {

    @Inject
    RevocationByValue revocation;

    private String values = "";
    private String place = "";
    private boolean reported;

    /** Says the same whatever was sent. */
    public void report() {
        try {
            var report = revocation.beginReport();
            values.lines().filter(line -> !line.isBlank()).forEach(line -> report.add(line, place));
            revocation.report(report);
        } catch (BusinessException e) {
            var words = e.in(Faces.getLocale());
            Messages.add(FacesMessage.SEVERITY_ERROR, null, words.replace("{", "'{'"));
            return;
        }
        reported = true;
    }

    /** The values, one in each line. */
    public String getValues() {
        return values;
    }

    public void setValues(String values) {
        this.values = values;
    }

    public String getPlace() {
        return place;
    }

    public void setPlace(String place) {
        this.place = place;
    }

    public boolean isReported() {
        return reported;
    }
}
