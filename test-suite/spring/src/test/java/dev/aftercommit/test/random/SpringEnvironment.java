package dev.aftercommit.test.random;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.spring.AfterCommitConfiguration;
import dev.aftercommit.spring.NestedTransactionJpaDialect;
import jakarta.persistence.EntityManagerFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** A Spring application with a transaction manager for JPA that allows nested transactions. */
class SpringEnvironment implements Environment {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Map<LibraryFactory, Application> applications = new HashMap<>();

    @Override
    public LibraryFactory factory(Program program) {
        DataSource database = database();
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.register(AfterCommitConfiguration.class, NestedTransactionJpaDialect.class);
        context.registerBean(LocalContainerEntityManagerFactoryBean.class, () -> factoryBean(program, database));
        context.registerBean(
                JpaTransactionManager.class,
                () -> new JpaTransactionManager(context.getBean(EntityManagerFactory.class)));
        context.refresh();
        EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
        LibraryFactory created = new LibraryFactory(
                program, factory.unwrap(SessionFactoryImplementor.class), database, context, LibraryFaults.NONE);
        applications.put(
                created,
                new Application(
                        context.getBean(JpaTransactionManager.class),
                        (Session) SharedEntityManagerCreator.createSharedEntityManager(factory),
                        context.getBean(AfterCommit.class)));
        return created;
    }

    private static DataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:random" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    private static LocalContainerEntityManagerFactoryBean factoryBean(Program program, DataSource database) {
        LocalContainerEntityManagerFactoryBean bean = new LocalContainerEntityManagerFactoryBean();
        bean.setDataSource(database);
        bean.setManagedTypes(PersistenceManagedTypes.of(Arrays.stream(LibraryFactory.mapped(program))
                .map(Class::getName)
                .toArray(String[]::new)));
        bean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        bean.setJpaPropertyMap(LibraryFactory.settings(program));
        bean.getJpaPropertyMap().put("hibernate.hbm2ddl.auto", "create");
        return bean;
    }

    @Override
    public LibraryTransactions transactions(LibraryFactory factory, VersionFacts facts) {
        Application application = applications.get(factory);
        return new SpringTransactions(application.transactionManager(), application.shared());
    }

    @Override
    public LibrarySessions sessions(LibraryFactory factory, LibraryTransactions transactions) {
        Application application = applications.get(factory);
        return new SpringSessions(factory.get(), transactions, application.shared(), application.afterCommit());
    }

    @Override
    public ModelConnection connection(ModelSurroundings surroundings) {
        return new SpringConnection(surroundings);
    }

    @Override
    public String toString() {
        return "Spring";
    }

    /** What an application has of Spring. */
    private record Application(JpaTransactionManager transactionManager, Session shared, AfterCommit afterCommit) {}
}
