package dev.aftercommit.test.jta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.CompletionEvents;
import dev.aftercommit.test.support.TestFactory;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName(
        "R2, R11: where the transaction manager cannot tell the status, there may be a transaction, and nobody knows its outcome")
class UnknownStatusTest {

    private final SilentPlatform platform = new SilentPlatform();

    @RegisterExtension
    final TestFactory factory = Jta.factory(platform, Entry.class);

    @RegisterExtension
    final Jta jta = new Jta();

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    private final CompletionEvents events = new CompletionEvents();
    private Session session;

    @BeforeEach
    void begin() {
        session = factory.get().withOptions().autoJoinTransactions(false).openSession();
        Jta.begin();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void waitsForTheCommitAllTheSame() {
        platform.silent = true;
        events.register(session);
        assertThat(events.said()).isEmpty();
        platform.silent = false;
        jta.commit();
        assertThat(events.said()).containsExactly("committed", "COMMITTED");
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void runsNeitherCommitNorRollbackCallbacksOfATransactionThatTookNoSynchronization() {
        jta.setRollbackOnly();
        events.register(session);
        jta.rollback();
        platform.silent = true;
        session.close();
        assertThat(events.said()).containsExactly("UNKNOWN");
    }

    /** Says nothing of a status where it is told not to. */
    private static final class SilentPlatform extends NarayanaPlatform {

        private static final long serialVersionUID = 1;

        private boolean silent;

        @Override
        public int getCurrentStatus() throws SystemException {
            sayNothingIfSilent();
            return super.getCurrentStatus();
        }

        @Override
        public TransactionManager retrieveTransactionManager() {
            return proxy(TransactionManager.class, super.retrieveTransactionManager());
        }

        private <T> T proxy(Class<T> type, T target) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Silence(this, target)));
        }

        private void sayNothingIfSilent() throws SystemException {
            if (silent) {
                throw new SystemException("test");
            }
        }
    }
    /** What stands before the transaction manager and its transactions; equal where these are. */
    private record Silence(SilentPlatform platform, Object target) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("equals")) {
                return Proxy.isProxyClass(arguments[0].getClass()) && equals(Proxy.getInvocationHandler(arguments[0]));
            } else if (method.getName().equals("getStatus")) {
                platform.sayNothingIfSilent();
            }
            try {
                Object result = method.invoke(target, arguments);
                return method.getName().equals("getTransaction")
                        ? platform.proxy(Transaction.class, (Transaction) result)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
