package dev.aftercommit.test.session;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R6: what leads to no session of Hibernate is refused by a message that names it")
class ForeignObjectTest {

    private static final InvocationHandler REFUSAL = (proxy, method, arguments) -> {
        throw new PersistenceException("not Hibernate");
    };
    private static final InvocationHandler NOTHING = (proxy, method, arguments) -> null;

    @Test
    void refusesAnEntityManagerOfAnotherProvider() {
        EntityManager foreign = foreign(EntityManager.class, REFUSAL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AfterCommit.of(foreign))
                .withMessage(message(foreign));
    }

    @Test
    void refusesAnEntityManagerThatAnswersNothing() {
        EntityManager foreign = foreign(EntityManager.class, NOTHING);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AfterCommit.of(foreign))
                .withMessage(message(foreign));
    }

    @Test
    void refusesASessionOfSomebodyElse() {
        Session foreign = foreign(Session.class, REFUSAL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AfterCommit.of(foreign))
                .withMessage(message(foreign));
    }

    @Test
    void refusesAStatelessSessionOfSomebodyElse() {
        StatelessSession foreign = foreign(StatelessSession.class, REFUSAL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AfterCommit.of(foreign))
                .withMessage(message(foreign));
    }

    @Test
    void refusesToMakeAViewOfThem() {
        EntityManager entityManager = foreign(EntityManager.class, REFUSAL);
        Session session = foreign(Session.class, REFUSAL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AfterCommitSession.of(entityManager))
                .withMessage(message(entityManager));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AfterCommitSession.of(session))
                .withMessage(message(session));
    }

    private static <T> T foreign(Class<T> type, InvocationHandler answers) {
        ClassLoader loader = ForeignObjectTest.class.getClassLoader();
        return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {type}, answers));
    }

    private static String message(Object found) {
        return "HAC000020: Not a session of Hibernate. Found: "
                + found.getClass().getName()
                + ". Expected: a Session, a StatelessSession, an EntityManager of Hibernate, or a proxy of one.";
    }
}
