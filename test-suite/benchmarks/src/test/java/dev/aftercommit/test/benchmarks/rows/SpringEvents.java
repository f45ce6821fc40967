package dev.aftercommit.test.benchmarks.rows;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Listeners of Spring for events of a transaction, in transactions of nothing else. */
public class SpringEvents extends Turns {

    private static final int EVENTS = 1000;

    final Counter counter = new Counter();

    private final TransactionTemplate template = new TransactionTemplate(new NoResource());
    private AnnotationConfigApplicationContext context;

    @Setup
    public void open() {
        context = new AnnotationConfigApplicationContext();
        context.registerBean(Counter.class, () -> counter);
        context.register(Transactions.class);
        context.refresh();
    }

    @TearDown
    public void close() {
        context.close();
    }

    @Benchmark
    public void many() {
        template.executeWithoutResult(status -> {
            for (int i = 0; i < EVENTS; i++) {
                context.publishEvent(new Event());
            }
        });
    }

    record Event() {}

    static class Counter {

        long count;

        @TransactionalEventListener
        void count(Event event) {
            count++;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {

        @Bean
        NoResource transactionManager() {
            return new NoResource();
        }
    }
}
