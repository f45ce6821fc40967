package dev.aftercommit.test.spring.matrix;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is done after the commit: a row is written, in one way or another. */
enum Work {
    REQUIRED("`repository.save`, so `REQUIRED`") {
        @Override
        void run(ApplicationContext context, Way way, String label) {
            context.getBean(Rows.class).save(new Row(label));
        }
    },
    REQUIRES_NEW("`REQUIRES_NEW`") {
        @Override
        void run(ApplicationContext context, Way way, String label) {
            context.getBean(InNewTransaction.class).save(label);
        }
    },
    JDBC("`JdbcTemplate`") {
        @Override
        void run(ApplicationContext context, Way way, String label) {
            context.getBean(JdbcTemplate.class).update("insert into entries (id, label) values (-1, ?)", label);
        }

        @Override
        boolean appliesTo(Pooling pooling) {
            return pooling.autoCommit;
        }
    },
    JDBC_REQUIRED("`JdbcTemplate` in `REQUIRED`") {
        @Override
        void run(ApplicationContext context, Way way, String label) {
            new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(status -> JDBC.run(context, way, label));
        }
    },
    QUERY("query, then `REQUIRES_NEW`") {
        @Override
        void run(ApplicationContext context, Way way, String label) {
            EntityManager entityManager =
                    SharedEntityManagerCreator.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
            entityManager.createQuery("select r from Row r", Row.class).getResultList();
            context.getBean(InNewTransaction.class).save(label);
        }
    },
    ANOTHER("another one, which saves") {
        @Override
        void run(ApplicationContext context, Way way, String label) {
            way.afterCommit(context, null, () -> context.getBean(Rows.class).save(new Row(label)));
        }
    };

    final String words;

    Work(String words) {
        this.words = words;
    }

    abstract void run(ApplicationContext context, Way way, String label);

    /** Whether it writes at all: on connections without auto-commit, only what is in a transaction does. */
    boolean appliesTo(Pooling pooling) {
        return true;
    }
}
