package dev.latchkey.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Signs the ends of the chains, stores the seal and sends it: every night, and on request. Runs outside of
 * transactions, because a seal covers committed entries and must survive a rollback of its caller.
 */
@ApplicationScoped
class Sealing {

    @Inject
    AuditRepository repository;

    @Inject
    SealKeyFile file;

    @Inject
    SealPost post;

    @Inject
    Clock clock;

    /** The current seal of the log, or the previous one if nothing has changed. */
    String seal() {
        var chains = ends(repository.tips());
        var last = repository.lastSeal().map(AuditRepository.KeptSeal::line).filter(line -> isOf(line, chains));
        return last.orElseGet(() -> {
            var line = sign(chains);
            repository.keepSeal(clock.instant(), line);
            post.send(line);
            return line;
        });
    }

    /** A seal that is not stored. */
    String sign(List<Chain> chains) {
        return new Seal(clock.instant(), chains).line(file.key());
    }

    SealKey key() {
        return file.key();
    }

    static List<Chain> ends(List<AuditRepository.Tip> tips) {
        return tips.stream().map(AuditRepository.Tip::chain).toList();
    }

    private boolean isOf(String line, List<Chain> chains) {
        return ExportCheck.Sealed.find(line)
                .filter(seal -> seal.key().equals(file.key().id()))
                .map(ExportCheck.Sealed::ends)
                .equals(Optional.of(chains.stream()
                        .filter(chain -> chain.length() > 0)
                        .map(chain -> new ExportCheck.Mark(chain.id(), chain.length(), chain.hash()))
                        .toList()));
    }
}
