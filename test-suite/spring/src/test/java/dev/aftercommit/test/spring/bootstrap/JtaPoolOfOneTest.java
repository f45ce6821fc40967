package dev.aftercommit.test.spring.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.application.Parcels;
import dev.aftercommit.test.spring.support.RunningApplication;
import dev.aftercommit.test.spring.support.Transactions;
import io.agroal.api.AgroalDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

@DisplayName("R8: JtaTransactionManager, on a pool of one connection")
@ParameterizedClass
@ValueSource(
        strings = {
            "DELAYED_ACQUISITION_AND_HOLD",
            "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION",
            "DELAYED_ACQUISITION_AND_RELEASE_AFTER_STATEMENT"
        })
class JtaPoolOfOneTest {

    private static final String INSERT = "insert into parcel (id, label) values (-1, 'jdbc')";

    private final RunningApplication application;
    private final Transactions transactions;
    private final AfterCommit afterCommit;
    private final Parcels parcels;
    private final JdbcTemplate jdbc;

    JtaPoolOfOneTest(String mode) {
        application = RunningApplication.of(ParcelApplication.class, Narayana.class)
                .with("logging.level.dev.aftercommit", "off")
                .with("spring.jpa.properties.hibernate.connection.handling_mode", mode);
        transactions = Transactions.of(application);
        afterCommit = application.get(AfterCommit.class);
        parcels = application.get(Parcels.class);
        jdbc = application.get(JdbcTemplate.class);
        Events.take();
    }

    @AfterEach
    void givesTheConnectionBack() {
        assertThat(application.get(AgroalDataSource.class).getMetrics().activeCount())
                .isZero();
        application.close();
    }

    @Test
    void keepsWhatCallbacksWriteInEveryWay() {
        transactions.required(() -> {
            parcels.saveAndFlush(new Parcel("tea"));
            afterCommit.run(() -> parcels.save(new Parcel("biscuits")));
            afterCommit.run(() -> transactions.requiresNew(() -> parcels.save(new Parcel("honey"))));
            afterCommit.run(() -> transactions.required(() -> jdbc.update(INSERT)));
        });
        assertThat(parcels.findAll())
                .extracting(parcel -> parcel.label)
                .containsExactlyInAnyOrder("tea", "biscuits", "honey", "jdbc");
    }

    @Test
    void keepsWhatACallbackWritesThatHasReadBefore() {
        transactions.required(() -> {
            parcels.saveAndFlush(new Parcel("tea"));
            afterCommit.run(() -> {
                parcels.count();
                transactions.requiresNew(() -> parcels.save(new Parcel("biscuits")));
            });
        });
        assertThat(parcels.countByLabel("biscuits")).isEqualTo(1);
    }

    @Test
    void keepsWhatARollbackCallbackWrites() {
        transactions.rollBack(() -> {
            parcels.saveAndFlush(new Parcel("tea"));
            afterCommit.afterRollback(() -> parcels.save(new Parcel("biscuits")));
        });
        assertThat(parcels.findAll()).extracting(parcel -> parcel.label).containsExactly("biscuits");
    }

    @Test
    void keepsWhatACallbackWritesWhereJdbcTemplateComesAfterTheSession() {
        transactions.required(() -> {
            afterCommit.run(() -> parcels.save(new Parcel("biscuits")));
            jdbc.update(INSERT);
        });
        assertThat(parcels.count()).isEqualTo(2);
    }

    /** The pool is told of the end before the session, which does not register with it but with the transaction. */
    @Test
    void keepsWhatACallbackWritesWhereJdbcTemplateHasTakenTheConnectionBeforeTheSessionJoined() {
        transactions.required(() -> {
            jdbc.update(INSERT);
            afterCommit.run(() -> parcels.save(new Parcel("biscuits")));
        });
        assertThat(parcels.count()).isEqualTo(2);
    }
}
