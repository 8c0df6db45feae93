package dev.latchkey.notification.web;

import dev.latchkey.notification.TestMail;
import dev.latchkey.platform.web.PageErrors;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.omnifaces.util.Faces;

/** Sends a test mail from the System page, and shows the result. */
@Named
@RequestScoped
public class TestMailView {

    @Inject
    TestMail mail;

    private String address = "";
    private String words = "";
    private boolean accepted;

    public void send() {
        PageErrors.report(() -> {
            var outcome = mail.send(address);
            accepted = outcome.accepted();
            words = outcome.words().in(Faces.getLocale());
        });
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }

    public String getWords() {
        return words;
    }

    public boolean isAccepted() {
        return accepted;
    }
}
