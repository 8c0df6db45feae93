package dev.latchkey.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Signs where the chains end, keeps that beside them, and sends it out of the house: every night, and whenever an
 * administrator wants it. Called in no transaction, because a seal is true of what was committed when it was made, whatever happens
 * to its caller.
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

    /** The seal of the log as it is now: that of before, when nothing has happened since. */
    String seal() {
        var chains = ends(repository.tips());
        var last = repository.lastSeal().filter(line -> isOf(line, chains));
        return last.orElseGet(() -> {
            var line = sign(chains);
            repository.keepSeal(clock.instant(), line);
            post.send(line);
            return line;
        });
    }

    /** A seal that is kept nowhere. */
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
