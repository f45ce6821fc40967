package dev.aftercommit.test.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSettings;
import dev.aftercommit.test.entity.Told;
import dev.aftercommit.test.support.TestFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R24: a class that a setting names may be a bean, which is got from the container when it is first needed. */
@ExtendWith(Told.class)
class CdiSettingTest {

    private final SeContainer container = SeContainerInitializer.newInstance()
            .addBeanClasses(Workers.class, Name.class)
            .initialize();

    @RegisterExtension
    final TestFactory factory = TestFactory.of().with("jakarta.persistence.bean.manager", container.getBeanManager());

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void isAClassThatHasItsBeansInjected() {
        factory.with(AfterCommitSettings.EXECUTOR, Workers.class)
                .inTransaction(session -> AfterCommit.of(session).runAsync(() -> Told.call("callback")));

        assertThat(Told.calls()).containsExactly("injected", "callback");
    }

    @Test
    void isRefusedAtFirstUseWhereTheContainerCannotCreateIt() {
        factory.with(AfterCommitSettings.EXECUTOR, Unknown.class)
                .inTransaction(session -> assertThat(
                                catchThrowable(() -> AfterCommit.of(session).runAsync(() -> Told.call("callback"))))
                        .isInstanceOf(HibernateException.class)
                        .hasMessageContaining(
                                "'" + AfterCommitSettings.EXECUTOR + "'. Found: '" + Unknown.class.getName()));
    }

    interface Unknown extends Executor {}

    @ApplicationScoped
    public static class Workers implements Executor {
        @Inject
        Name name;

        @Override
        public void execute(Runnable command) {
            Told.call(name.text());
            command.run();
        }
    }

    @ApplicationScoped
    public static class Name {
        public String text() {
            return "injected";
        }
    }
}
