package dev.latchkey.audit.web;

import dev.latchkey.audit.AuditLog;
import dev.latchkey.platform.web.PageScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/** Shows the public key for seals, and seals the log on request. */
@Named
@PageScoped
public class AuditSealView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient AuditLog log;

    private String line = "";

    public void seal() {
        line = log.seal();
    }

    public String getPublicKey() {
        return log.publicKey();
    }

    /** Empty until requested. */
    public String getLine() {
        return line;
    }
}
