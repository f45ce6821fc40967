package dev.aftercommit.test.spring.matrix;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** One that an application may have besides. */
@Component
class OtherListener {

    record Published() {}

    final AtomicInteger told = new AtomicInteger();

    @TransactionalEventListener
    public void count(Published event) {
        told.incrementAndGet();
    }
}
