package dev.aftercommit.test.spring.matrix;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** The plain way to do something after a commit. */
@Component
class Listener {

    record Committed(Runnable work) {}

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    public void run(Committed event) {
        event.work().run();
    }
}
