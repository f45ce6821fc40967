package dev.aftercommit.test.benchmarks.rows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That what is measured happens. */
class RowsTest {

    @Test
    void insertsWithoutCallbacks() {
        Untouched row = new Untouched();
        assertThat(inserted(row, row::insert, Plain.class)).isOne();
    }

    @Test
    void insertsBesideAnEntityWithCallbacks() {
        Beside row = new Beside();
        assertThat(inserted(row, row::insert, Plain.class)).isOne();
    }

    @Test
    void insertsBatchesWithoutCallbacks() {
        Batch row = new Batch();
        assertThat(inserted(row, row::plain, Plain.class)).isEqualTo(Batch.ENTITIES);
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
    void runsOneCallbackAndAThousand() {
        Run row = new Run();
        assertThat(inserted(row, row::onceWithInsert, Plain.class)).isOne();
        assertThat(row.count).isOne();
        perform(row, row::once);
        assertThat(row.count).isEqualTo(2);
        perform(row, row::many);
        assertThat(row.count).isEqualTo(1002);
    }

    @Test
    void runsWhatHibernateIsGiven() {
        Raw row = new Raw();
        assertThat(inserted(row, row::onceWithInsert, Plain.class)).isOne();
        assertThat(row.count).isOne();
        perform(row, row::once);
        assertThat(row.count).isEqualTo(2);
        perform(row, row::many);
        assertThat(row.count).isEqualTo(1002);
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
