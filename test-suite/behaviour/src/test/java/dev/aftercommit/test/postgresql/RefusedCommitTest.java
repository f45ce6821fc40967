package dev.aftercommit.test.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("postgresql")
@DisplayName("R11, R12: a COMMIT that the server refuses runs no commit callback")
class RefusedCommitTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Seat.class);

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final Server server = new Server(factory);
    private final Events events = new Events();
    private Session session;

    @BeforeEach
    void open() {
        server.checkNumbersAtCommit();
        session = factory.open();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void isARollbackWhereHibernateTellsOfTheRefusal() {
        commitIsRefused();
        session.close();
        assertThat(events.said()).isEqualTo(Events.refused("first"));
        assertThat(factory.count(Seat.class)).isZero();
    }

    @Test
    void warnsOfWhatWasDroppedWhereHibernateDoesNot() {
        commitIsRefused();
        session.close();
        assertThat(log.messages()).hasSize(Events.warningsOfRefused());
        assertThat(log.messages()).allMatch(message -> message.contains("dropped 2 callback(s)"));
    }

    @Test
    void leavesNothingToTheNextTransactionOfTheSession() {
        commitIsRefused();
        session.clear();
        begin("second", 2);
        session.getTransaction().commit();
        assertThat(events.said())
                .isEqualTo(Stream.of(Events.refused("first"), Events.committed("second"))
                        .flatMap(List::stream)
                        .toList());
        assertThat(factory.count(Seat.class)).isEqualTo(1);
    }

    @Test
    void leavesTheConnectionFitForTheNextSession() {
        factory.connections().limit(1);
        commitIsRefused();
        session.close();
        factory.inTransaction(next -> next.persist(new Seat(1)));
        assertThat(factory.count(Seat.class)).isEqualTo(1);
    }

    private void commitIsRefused() {
        begin("first", 1);
        session.persist(new Seat(1));
        assertThatThrownBy(() -> session.getTransaction().commit()).rootCause().hasMessageContaining("one_number");
    }

    private void begin(String name, int number) {
        session.beginTransaction();
        session.persist(new Seat(number));
        events.register(session, name);
    }
}
