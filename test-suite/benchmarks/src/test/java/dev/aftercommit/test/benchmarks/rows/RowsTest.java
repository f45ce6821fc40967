package dev.aftercommit.test.benchmarks.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongSupplier;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** That what is measured happens. */
class RowsTest {

    @Test
    void insertsWithoutCallbacks() {
        UntouchedInserts row = new UntouchedInserts();
        assertThat(inserted(row, row::insert, Plain.class)).isEqualTo(1000);
    }

    @Test
    void insertsBesideAnEntityWithCallbacks() {
        Beside row = new Beside();
        assertThat(inserted(row, row::insert, Plain.class)).isEqualTo(1000);
    }

    @Test
    void commitsATransactionInWhichNothingHappens() {
        Untouched row = new Untouched();
        row.open();
        row.factory.getStatistics().setStatisticsEnabled(true);
        row.empty();
        assertThat(row.factory.getStatistics().getSuccessfulTransactionCount()).isOne();
        row.close();
    }

    @Test
    void callsBackForEachEntityOfABatch() {
        Batch row = new Batch();
        long before = Noted.count;
        assertThat(inserted(row, row::noted, Noted.class)).isEqualTo(Batch.ENTITIES);
        assertThat(Noted.count - before).isEqualTo(Batch.ENTITIES);
    }

    @Test
    void tellsTheListenerWrittenByHandOfEachEntity() {
        Listened row = new Listened();
        assertThat(inserted(row, row::insert, Plain.class)).isEqualTo(Batch.ENTITIES);
        assertThat(row.count).isEqualTo(Batch.ENTITIES);
    }

    @Test
    void keepsEachEntityUntilTheEndOfItsTransaction() {
        Kept row = new Kept();
        assertThat(inserted(row, row::insert, Plain.class)).isEqualTo(Batch.ENTITIES);
        assertThat(row.count).isEqualTo(Batch.ENTITIES);
    }

    @Test
    void runsOneCallbackAndAThousand() {
        Run row = new Run();
        runsOneAndAThousand(row, row::once, row::many, () -> row.count);
    }

    @Test
    void runsWhatHibernateIsGiven() {
        Raw row = new Raw();
        runsOneAndAThousand(row, row::once, row::many, () -> row.count);
    }

    private static void runsOneAndAThousand(Rows row, Runnable once, Runnable many, LongSupplier count) {
        perform(row, once);
        assertThat(count.getAsLong()).isOne();
        perform(row, many);
        assertThat(count.getAsLong()).isEqualTo(1001);
    }

    @Test
    void runsACallbackByTheLeast() {
        LeastRun row = new LeastRun();
        perform(row, row::once);
        assertThat(row.count).isOne();
    }

    @Test
    void runsACallbackOfEachTransactionWithAnInsertByTheLeast() {
        LeastRunInserts row = new LeastRunInserts();
        assertThat(inserted(row, row::once, Plain.class)).isEqualTo(1000);
        assertThat(row.count).isEqualTo(1000);
    }

    @Test
    void runsACallbackOfEachTransactionWithAnInsert() {
        RunInserts row = new RunInserts();
        assertThat(inserted(row, row::once, Plain.class)).isEqualTo(1000);
        assertThat(row.count).isEqualTo(1000);
    }

    @Test
    void runsWhatHibernateIsGivenInEachTransactionWithAnInsert() {
        RawInserts row = new RawInserts();
        assertThat(inserted(row, row::once, Plain.class)).isEqualTo(1000);
        assertThat(row.count).isEqualTo(1000);
    }

    @Test
    void runsACallbackOfEachTransactionWithAnInsertOnPostgreSql() {
        RunOnPostgreSql row = new RunOnPostgreSql();
        assertThat(inserted(row, row::once, Plain.class)).isEqualTo(InsertingOnPostgreSql.TRANSACTIONS);
        assertThat(row.count).isEqualTo(InsertingOnPostgreSql.TRANSACTIONS);
    }

    @Test
    void runsWhatHibernateIsGivenInEachTransactionWithAnInsertOnPostgreSql() {
        RawOnPostgreSql row = new RawOnPostgreSql();
        assertThat(inserted(row, row::once, Plain.class)).isEqualTo(InsertingOnPostgreSql.TRANSACTIONS);
        assertThat(row.count).isEqualTo(InsertingOnPostgreSql.TRANSACTIONS);
    }

    @Test
    void findsItsTablesEmptyEachTime() {
        UntouchedInserts row = new UntouchedInserts();
        long rows = inserted(
                row,
                () -> {
                    row.insert();
                    row.clear();
                    row.insert();
                },
                Plain.class);
        assertThat(rows).isEqualTo(1000);
    }

    @Test
    void callsBackForEachEntityOfManyInOneTransaction() {
        Inserted row = new Inserted();
        long before = Noted.count;
        assertThat(inserted(row, row::many, Noted.class)).isEqualTo(1000);
        assertThat(Noted.count - before).isEqualTo(1000);
    }

    @Test
    void looksUpWhatCallbacksAreGivenTo() {
        Lookup row = new Lookup();
        row.open();
        assertThat(row.of().isTransactionActive()).isFalse();
        assertThat(row.cast()).isInstanceOf(Session.class);
        row.close();
    }

    @Test
    void opensScopesOnPostgreSql() {
        Scopes row = new Scopes();
        perform(row, row::empty);
        assertThat(row.count).isEqualTo(PostgreSql.SCOPES);
    }

    @Test
    void setsSavepointsByHandOnPostgreSql() {
        SavepointsByHand row = new SavepointsByHand();
        perform(row, row::empty);
        assertThat(row.count).isEqualTo(PostgreSql.SCOPES);
    }

    @Test
    void startsAFactoryWithAsManyEntitiesAsAskedFor() {
        StartUp row = new StartUp();
        row.size = 3;
        row.generate();
        assertThat(row.factory()).isEqualTo(3);
    }

    @Test
    void runsSynchronizationsOfNarayana() throws Exception {
        Interposed row = new Interposed();
        row.many();
        assertThat(row.count).isEqualTo(1000);
    }

    @Test
    void runsSynchronizationsOfSpring() {
        Spring row = new Spring();
        row.many();
        assertThat(row.count).isEqualTo(1000);
    }

    @Test
    void tellsListenersOfEventsOfSpring() {
        SpringEvents row = new SpringEvents();
        row.open();
        row.many();
        row.close();
        assertThat(row.counter.count).isEqualTo(1000);
    }

    private static void perform(Rows row, Runnable operation) {
        row.open();
        operation.run();
        row.close();
    }

    private static long inserted(Rows row, Runnable operation, Class<?> entity) {
        row.open();
        operation.run();
        long rows = Database.rows(row.factory, entity);
        row.close();
        return rows;
    }
}
