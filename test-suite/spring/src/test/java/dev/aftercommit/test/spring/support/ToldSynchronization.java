package dev.aftercommit.test.spring.support;

import dev.aftercommit.test.spring.application.Events;
import org.springframework.transaction.support.TransactionSynchronization;

/** Notes what it is told of the end of its transaction. */
public class ToldSynchronization implements TransactionSynchronization {

    private final String name;

    public ToldSynchronization(String name) {
        this.name = name;
    }

    @Override
    public void afterCommit() {
        Events.add(name + " after commit");
    }

    @Override
    public void afterCompletion(int status) {
        Events.add(name + " completed " + status);
    }
}
