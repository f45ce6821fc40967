package dev.aftercommit.test.spring.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.Transactions;
import io.agroal.api.AgroalDataSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

@DisplayName("R8: JtaTransactionManager, on a pool of one connection")
class JtaPoolOfOneTest {

    private static final String INSERT = "insert into parcel (id, label) values (-1, 'jdbc')";

    private static final List<Shop> SHOPS = Stream.of(
                    "DELAYED_ACQUISITION_AND_HOLD",
                    "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION",
                    "DELAYED_ACQUISITION_AND_RELEASE_AFTER_STATEMENT")
            .map(Shop::new)
            .toList();

    static List<Shop> shops() {
        return SHOPS;
    }

    @AfterEach
    void giveTheConnectionBack() {
        SHOPS.forEach(Shop::checkAndEmpty);
    }

    @AfterAll
    static void close() {
        SHOPS.forEach(shop -> shop.application.close());
    }

    @ParameterizedTest
    @MethodSource("shops")
    void keepsWhatCallbacksWriteInEveryWay(Shop shop) {
        shop.transactions.required(() -> {
            shop.parcels.saveAndFlush(new Parcel("tea"));
            shop.afterCommit.run(() -> shop.parcels.save(new Parcel("biscuits")));
            shop.afterCommit.run(() -> shop.transactions.requiresNew(() -> shop.parcels.save(new Parcel("honey"))));
            shop.afterCommit.run(() -> shop.transactions.required(() -> shop.jdbc.update(INSERT)));
        });
        assertThat(shop.labels()).containsExactlyInAnyOrder("tea", "biscuits", "honey", "jdbc");
    }

    @ParameterizedTest
    @MethodSource("shops")
    void keepsWhatACallbackWritesThatHasReadBefore(Shop shop) {
        shop.transactions.required(() -> {
            shop.parcels.saveAndFlush(new Parcel("tea"));
            shop.afterCommit.run(() -> {
                shop.parcels.count();
                shop.transactions.requiresNew(() -> shop.parcels.save(new Parcel("biscuits")));
            });
        });
        assertThat(shop.labels()).containsExactlyInAnyOrder("tea", "biscuits");
    }

    @ParameterizedTest
    @MethodSource("shops")
    void keepsWhatARollbackCallbackWrites(Shop shop) {
        shop.transactions.rollBack(() -> {
            shop.parcels.saveAndFlush(new Parcel("tea"));
            shop.afterCommit.afterRollback(() -> shop.parcels.save(new Parcel("biscuits")));
        });
        assertThat(shop.labels()).containsExactly("biscuits");
    }

    @ParameterizedTest
    @MethodSource("shops")
    void keepsWhatACallbackWritesWhereJdbcTemplateComesAfterTheSession(Shop shop) {
        shop.transactions.required(() -> {
            shop.afterCommit.run(() -> shop.parcels.save(new Parcel("biscuits")));
            shop.jdbc.update(INSERT);
        });
        assertThat(shop.labels()).containsExactlyInAnyOrder("jdbc", "biscuits");
    }

    /** The pool is told of the end before the session, which does not register with it but with the transaction. */
    @ParameterizedTest
    @MethodSource("shops")
    void keepsWhatACallbackWritesWhereJdbcTemplateHasTakenTheConnectionBeforeTheSessionJoined(Shop shop) {
        shop.transactions.required(() -> {
            shop.jdbc.update(INSERT);
            shop.afterCommit.run(() -> shop.parcels.save(new Parcel("biscuits")));
        });
        assertThat(shop.labels()).containsExactlyInAnyOrder("jdbc", "biscuits");
    }

    private static final class Shop {

        final String mode;
        final RunningApplication application;
        final Transactions transactions;
        final AfterCommit afterCommit;
        final Parcels parcels;
        final JdbcTemplate jdbc;

        Shop(String mode) {
            this.mode = mode;
            application = RunningApplication.of(ParcelApplication.class, Narayana.class)
                    .with("spring.jpa.properties.hibernate.connection.handling_mode", mode);
            transactions = Transactions.of(application);
            afterCommit = application.get(AfterCommit.class);
            parcels = application.get(Parcels.class);
            jdbc = application.get(JdbcTemplate.class);
        }

        List<String> labels() {
            return parcels.findAll().stream().map(parcel -> parcel.label).toList();
        }

        void checkAndEmpty() {
            assertThat(application.get(AgroalDataSource.class).getMetrics().activeCount())
                    .isZero();
            parcels.deleteAllInBatch();
        }

        @Override
        public String toString() {
            return mode;
        }
    }
}
