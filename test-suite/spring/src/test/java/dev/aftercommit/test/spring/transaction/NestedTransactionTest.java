package dev.aftercommit.test.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.spring.NestedTransactionJpaDialect;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.Transactions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.UnexpectedRollbackException;

@DisplayName("R16: nested transactions of Spring drive scopes")
class NestedTransactionTest {

    @RegisterExtension
    static final RunningApplication STOCK = RunningApplication.of(ParcelApplication.class);

    @RegisterExtension
    static final RunningApplication NESTED =
            RunningApplication.of(ParcelApplication.class, NestedTransactionJpaDialect.class);

    private final Transactions transactions = Transactions.of(NESTED);
    private final AfterCommit afterCommit = NESTED.get(AfterCommit.class);
    private final Parcels parcels = NESTED.get(Parcels.class);

    @BeforeEach
    void forget() {
        parcels.deleteAllInBatch();
        Events.take();
    }

    @Test
    void areRefusedUnlessTheDialectIsDeclared() {
        Transactions stock = Transactions.of(STOCK);
        assertThatThrownBy(() -> stock.required(() -> stock.nested(() -> {})))
                .isInstanceOf(NestedTransactionNotSupportedException.class);
    }

    @Test
    void runsCallbacksOfANestedTransactionInTheirPlace() {
        transactions.required(() -> {
            run("before");
            transactions.nested(() -> run("nested"));
            run("behind");
        });
        assertThat(Events.take()).containsExactly("before", "nested", "behind");
    }

    @Test
    void dropsCallbacksOfANestedTransactionThatRollsBack() {
        transactions.required(() -> {
            run("before");
            transactions.rollBackNested(() -> run("nested"));
            run("behind");
        });
        assertThat(Events.take()).containsExactly("before", "behind");
    }

    @Test
    void dropsAllWhereTheFirstCallbackIsNested() {
        transactions.required(() -> {
            transactions.rollBackNested(() -> run("nested"));
            run("behind");
        });
        assertThat(Events.take()).containsExactly("behind");
    }

    @Test
    void dropsWhatAKeptTransactionHandedToOneThatRollsBack() {
        transactions.required(() -> {
            run("before");
            transactions.rollBackNested(() -> {
                run("outer");
                transactions.nested(() -> run("inner"));
            });
        });
        assertThat(Events.take()).containsExactly("before");
    }

    @Test
    void judgesSiblingsEachForItself() {
        transactions.required(() -> {
            transactions.nested(() -> run("kept"));
            transactions.rollBackNested(() -> run("dropped"));
            transactions.nested(() -> run("kept too"));
        });
        assertThat(Events.take()).containsExactly("kept", "kept too");
    }

    @Test
    void theDataGoesWithTheCallbacks() {
        transactions.required(() -> {
            parcels.save(new Parcel("before"));
            transactions.rollBackNested(() -> parcels.save(new Parcel("dropped")));
            transactions.nested(() -> parcels.save(new Parcel("kept")));
        });
        assertThat(Events.take()).contains("INSERT before", "INSERT kept").doesNotContain("INSERT dropped");
        assertThat(labels()).containsExactlyInAnyOrder("before", "kept");
    }

    @Test
    void rollbackCallbacksOfANestedTransactionRunAtTheEnd() {
        transactions.required(() -> {
            run("before");
            transactions.rollBackNested(() -> afterCommit.afterRollback(() -> Events.add("undone")));
            assertThat(Events.take()).isEmpty();
        });
        assertThat(Events.take()).containsExactly("undone", "before");
    }

    @Test
    void oneThatAPartOfItMarksForRollbackIsKeptByJpaUntilAllRollsBack() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    assertThatThrownBy(() -> transactions.nested(() -> {
                                afterCommit.afterRollback(() -> Events.add("nested"));
                                parcels.save(new Parcel("nested"));
                                transactions.rollBack(() -> {});
                            }))
                            .isInstanceOf(UnexpectedRollbackException.class);
                    afterCommit.afterRollback(() -> Events.add("behind"));
                }))
                .isInstanceOf(UnexpectedRollbackException.class);
        assertThat(Events.take()).containsExactly("behind", "rolled back nested", "nested");
        assertThat(parcels.count()).isZero();
    }

    @Test
    void aFlushThatFailsAtTheEndOfOneIsTranslatedAsThatOfACommit() {
        assertThatThrownBy(() -> transactions.required(
                        () -> transactions.nested(() -> parcels.save(new Parcel("x".repeat(300))))))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(Events.take()).isEmpty();
        assertThat(parcels.count()).isZero();
    }

    @Test
    void aFlushThatFailsAtTheBeginningOfOneIsTranslatedAsThatOfACommit() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    parcels.save(new Parcel("x".repeat(300)));
                    transactions.nested(() -> run("nested"));
                }))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(Events.take()).isEmpty();
    }

    @Test
    void mixesWithSavepointsOfTheLibrary() {
        transactions.required(() -> {
            afterCommit.inSavepoint(() -> {
                run("in savepoint");
                transactions.nested(() -> run("nested"));
            });
            transactions.rollBackNested(() -> afterCommit.inSavepoint(() -> run("dropped")));
        });
        assertThat(Events.take()).containsExactly("in savepoint", "nested");
    }

    private List<String> labels() {
        return parcels.findAll().stream().map(parcel -> parcel.label).toList();
    }

    private void run(String event) {
        afterCommit.run(() -> Events.add(event));
    }
}
