package dev.latchkey.audit;

import dev.latchkey.platform.DailyJob;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Deletes entries past their retention and seals the log. The server does not start with an unreadable key. */
@Startup
@Singleton
@ApplicationScoped
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditUpkeep implements DailyJob {

    @Inject
    AuditRetention retention;

    @Inject
    Sealing sealing;

    @PostConstruct
    void readKey() {
        sealing.key();
    }

    @Override
    public String name() {
        return "audit log";
    }

    @Override
    public void run() {
        retention.forget();
        while (retention.delete()) {
            // one transaction per batch
        }
        sealing.seal();
    }
}
