package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When several callers create the same thing at once, one succeeds and the others learn that it exists. */
@OnEveryDatabase
@OnEveryServer
class ConcurrentCreationIT {

    private static final int CALLERS = 30;

    private final LatchkeyServer server = LatchkeyServer.shared();

    @ParameterizedTest
    @CsvSource({
        "api/users/create, 'login=%s,name=At once,password=Secret-of-many-at-once-1'",
        "api/user_groups/create, name=%s",
        "api/user_tokens/generate, name=%s",
        "api/projects/create, 'project=%s,name=At once'"
    })
    void ofManyAtOnceExactlyOneSucceeds(String call, String asked) throws Exception {
        var parameters = asked.formatted("at-once-" + UUID.randomUUID()).split("[=,]");
        var log = server.log().length();
        var start = new CountDownLatch(1);
        Callable<Integer> creation = () -> {
            start.await();
            return server.admin().post(call, parameters).status();
        };
        server.admin();
        var threads = Executors.newFixedThreadPool(CALLERS);
        try {
            var answers = Stream.generate(() -> threads.submit(creation))
                    .limit(CALLERS)
                    .toList();
            start.countDown();

            assertThat(answers)
                    .extracting(answer -> answer.get())
                    .containsOnlyOnce(200)
                    .allMatch(status -> status == 200 || status == 400 || status == 409);
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.log().substring(log)).doesNotContain("Incident");
    }
}
