package dev.aftercommit.test.spring.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.proxies;

import com.zaxxer.hikari.HikariDataSource;
import dev.aftercommit.AfterCommit;
import dev.aftercommit.AfterCommitSession;
import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.ExecutableHint;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeHint;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.javapoet.ClassName;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

@DisplayName("R17: native images keep callback methods")
class NativeImageHintsTest {

    private final RuntimeHints hints = hintsFor(Kept.class);

    @Test
    void keepsMethodsOfAnEntity() {
        assertThat(invoked(Kept.class)).contains("committed");
    }

    @Test
    void keepsMethodsOfAMappedSuperclass() {
        assertThat(invoked(Base.class)).contains("rolledBack");
    }

    @Test
    void keepsMethodsOfAnEntityListener() {
        assertThat(invoked(Listener.class)).contains("committed");
    }

    @Test
    void leavesOtherMethodsAlone() {
        assertThat(invoked(Kept.class)).doesNotContain("unrelated");
    }

    @Test
    void keepsWhatTheLibraryReachesByName() {
        assertThat(proxies().forInterfaces(AfterCommit.class)).accepts(registered());
    }

    @Test
    void keepsWhatTheInjectedSessionLeadsTo() {
        try (HikariDataSource pool = Persistence.pool()) {
            LocalContainerEntityManagerFactoryBean factory = Persistence.factory(pool);
            factory.afterPropertiesSet();
            AfterCommitSession view =
                    AfterCommitSession.of(SharedEntityManagerCreator.createSharedEntityManager(factory.getObject()));
            assertThat(proxies().forInterfaces(view.getClass().getInterfaces())).accepts(registered());
            factory.destroy();
        }
    }

    @Test
    void areNotInTheWayOfApplicationsWithoutSpringOrm() throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(classPathWithout("spring-orm"), ClassLoader.getPlatformClassLoader())) {
            Callable<?> aheadOfTime = (Callable<?>) loader.loadClass(AheadOfTime.class.getName())
                    .getConstructor()
                    .newInstance();
            assertThat(aheadOfTime.call()).isEqualTo(2L);
        }
    }

    private static URL[] classPathWithout(String artifact) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Path.of(entry).getFileName().toString().startsWith(artifact)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static RuntimeHints registered() {
        RuntimeHints registered = new RuntimeHints();
        AotServices.factories().load(RuntimeHintsRegistrar.class).stream()
                .filter(registrar -> registrar.getClass().getName().startsWith("dev.aftercommit"))
                .forEach(registrar -> registrar.registerHints(registered, NativeImageHintsTest.class.getClassLoader()));
        return registered;
    }

    private List<String> invoked(Class<?> type) {
        TypeHint hint = hints.reflection().getTypeHint(type);
        return hint == null
                ? List.of()
                : hint.methods().map(ExecutableHint::getName).toList();
    }

    private static RuntimeHints hintsFor(Class<?> entity) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerBeanDefinition(
                "types",
                new RootBeanDefinition(
                        PersistenceManagedTypes.class, () -> PersistenceManagedTypes.of(entity.getName())));
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get("test", "Target")), new InMemoryGeneratedFiles());
        AotServices.factoriesAndBeans(beans).load(BeanRegistrationAotProcessor.class).stream()
                .filter(processor -> processor.getClass().getName().startsWith("dev.aftercommit"))
                .map(processor -> processor.processAheadOfTime(RegisteredBean.of(beans, "types")))
                .forEach(contribution -> apply(contribution, generation));
        return generation.getRuntimeHints();
    }

    private static void apply(BeanRegistrationAotContribution contribution, DefaultGenerationContext generation) {
        BeanRegistrationCode unused = null;
        contribution.applyTo(generation, unused);
    }

    @MappedSuperclass
    static class Base {

        @PostRollback
        private void rolledBack() {}
    }

    @Entity
    @EntityListeners(Listener.class)
    static class Kept extends Base {

        @Id
        Long id;

        @PostCommit
        private void committed(EntityChange<Kept> change) {}

        void unrelated() {}
    }

    static class Listener {

        @PostCommit
        void committed(Kept kept) {}
    }
}
