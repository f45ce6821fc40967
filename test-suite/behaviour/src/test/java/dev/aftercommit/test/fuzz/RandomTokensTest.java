package dev.aftercommit.test.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.BarrierToken;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.barrier.TransactionBarrier;
import dev.aftercommit.test.support.TestFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Transaction barrier: a token that was damaged or forged is refused, and never taken for another")
@Tag("h2")
class RandomTokensTest {

    private static final String KEY = "hibernate.aftercommit.barrier.hmac_key";

    @RegisterExtension
    final TestFactory open = TestFactory.of();

    @RegisterExtension
    final TestFactory signing = TestFactory.of().with(KEY, "one key, which nobody has guessed");

    @RegisterExtension
    final TestFactory another = TestFactory.onSecondDatabase().with(KEY, "another key, of another database");

    private final long seed = Long.getLong("fuzz.seed", 1);
    private final int cases = Integer.getInteger("fuzz.cases", 500);
    private final Random random = new Random(seed);
    private List<String> tokens;

    @BeforeEach
    void issue() {
        tokens = Stream.of(open, open, open, signing, signing, another)
                .map(RandomTokensTest::token)
                .toList();
    }

    @Test
    void areRefusedWhereTheyWereDamaged() {
        long begin = System.nanoTime();
        int passed = 0;
        for (int number = 0; number < cases; number++) {
            String damaged = TokenDamage.damage(one(tokens), one(tokens), random);
            Throwable refusal = catchThrowable(() -> BarrierToken.parse(damaged));
            if (refusal == null && !tokens.contains(damaged)) {
                passed++;
                requireUnknown(damaged);
            } else if (refusal != null) {
                assertThat(refusal)
                        .as(damaged)
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("HAC000080: Not a barrier token: '");
                assertThat(refusal.getMessage()).as(damaged).hasSizeLessThan(400);
            }
        }
        report("damaged tokens", begin, passed + " had the right checksum by chance");
        // One of 65,536 has, of those that can
        assertThat(passed).isLessThanOrEqualTo(3 + cases / 8192);
    }

    @Test
    void areRefusedByTheirSignatureWhereTheyWereForged() {
        long begin = System.nanoTime();
        TransactionBarrier barrier = TransactionBarrier.of(signing.get());
        List<String> genuine = List.of(tokens.get(3), tokens.get(4));
        List<String> sources = new ArrayList<>(genuine);
        sources.add(tokens.get(0));
        sources.add(tokens.get(5));
        for (int number = 0; number < cases; number++) {
            byte[] bytes = Base64.getUrlDecoder().decode(one(sources));
            String forged = TokenDamage.forge(bytes, random);
            if (!genuine.contains(forged)) {
                Throwable refusal = catchThrowable(() -> barrier.outcome(BarrierToken.parse(forged)));
                assertThat(refusal)
                        .as(forged)
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessageMatching("HAC00008[0-3]: .+")
                        .hasMessageContaining(forged);
            }
        }
        report("forged tokens", begin, "none was accepted");
        genuine.forEach(
                token -> assertThat(barrier.outcome(BarrierToken.parse(token))).contains(TransactionOutcome.COMMITTED));
    }

    @Test
    void areRefusedByWhoeverHasNotIssuedThem() {
        TransactionBarrier barrier = TransactionBarrier.of(open.get());
        for (String foreign : tokens.subList(3, 6)) {
            assertThat(catchThrowable(() -> barrier.outcome(BarrierToken.parse(foreign))))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("HAC00008[1-3]: .+")
                    .hasMessageContaining(foreign);
        }
    }

    /** Whoever has the right checksum by chance is of nobody, all the same. */
    private void requireUnknown(String damaged) {
        TransactionBarrier barrier = TransactionBarrier.of(open.get());
        try {
            Optional<TransactionOutcome> outcome = barrier.outcome(BarrierToken.parse(damaged));
            assertThat(outcome)
                    .as(damaged)
                    .matches(
                            found -> !found.equals(Optional.of(TransactionOutcome.COMMITTED))
                                    || tokens.stream().anyMatch(token -> TokenDamage.isOfSame(token, damaged)),
                            "not committed");
        } catch (IllegalArgumentException e) {
            assertThat(e).as(damaged).hasMessageMatching("HAC00008[1-3]: .+");
        }
    }

    private void report(String what, long begin, String found) {
        System.out.printf(
                "Random %s: %d from seed %d in %.1f s, %s%n",
                what, cases, seed, (System.nanoTime() - begin) / 1e9, found);
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static String token(TestFactory factory) {
        return factory.fromTransaction(
                session -> AfterCommit.of(session).token().value());
    }
}
