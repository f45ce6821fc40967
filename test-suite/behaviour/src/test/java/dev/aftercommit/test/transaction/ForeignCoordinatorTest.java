package dev.aftercommit.test.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.resource.transaction.backend.jdbc.internal.JdbcResourceLocalTransactionCoordinatorBuilderImpl;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("R6: sessions whose transaction coordinator is not Hibernate's")
@Tag("h2")
class ForeignCoordinatorTest {

    private final List<String> events = new ArrayList<>();

    @Test
    void areFoundAgainByOneThatHasAListOfObservers() throws SQLException {
        runTwice(ArrayList::new);
        assertThat(events).containsExactly("first", "second");
    }

    @Test
    void areFoundAgainByOneThatHasASetOfObservers() throws SQLException {
        runTwice(HashSet::new);
        assertThat(events).containsExactly("first", "second");
    }

    @Test
    void areRefusedWhereOneKnowsObserversByIdentity() {
        assertThatThrownBy(() -> runTwice(() -> Collections.newSetFromMap(new IdentityHashMap<>())))
                .isInstanceOf(HibernateException.class)
                .hasMessageMatching("HAC000038: Cannot find the observers of a transaction coordinator again\\."
                        + " Found: .*Proxy.*\\. Expected: a coordinator of Hibernate, or one whose removeObserver looks for"
                        + " an observer that is equal\\.");
        assertThat(events).isEmpty();
    }

    private void runTwice(Supplier<Collection<TransactionObserver>> observers) throws SQLException {
        try (TestFactory factory =
                TestFactory.of(Item.class).with("hibernate.transaction.coordinator_class", builder(observers))) {
            factory.inTransaction(session -> {
                run(session, "first");
                run(session, "second");
            });
        }
    }

    private void run(Session session, String event) {
        AfterCommit.of(session).run(() -> events.add(event));
    }

    private static TransactionCoordinatorBuilder builder(Supplier<Collection<TransactionObserver>> observers) {
        TransactionCoordinatorBuilder target = new JdbcResourceLocalTransactionCoordinatorBuilderImpl();
        return proxy(TransactionCoordinatorBuilder.class, (method, arguments) -> {
            Object result = invoke(target, method, arguments);
            return result instanceof TransactionCoordinator built ? coordinator(built, observers.get()) : result;
        });
    }

    private static TransactionCoordinator coordinator(
            TransactionCoordinator target, Collection<TransactionObserver> observers) {
        return proxy(TransactionCoordinator.class, (method, arguments) -> switch (method.getName()) {
            case "addObserver" -> {
                observers.add((TransactionObserver) arguments[0]);
                yield invoke(target, method, arguments);
            }
            case "removeObserver" -> observers.remove(arguments[0]) ? invoke(target, method, arguments) : null;
            default -> invoke(target, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.make(method, arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private interface Call {

        Object make(Method method, Object[] arguments) throws Throwable;
    }
}
