package dev.aftercommit.test.spring.docs;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

@Component
class BookingMadeListener {

    record BookingMade(String guest) {}

    private final Mailer mailer;
    private final Outbox outbox;

    BookingMadeListener(Mailer mailer, Outbox outbox) {
        this.mailer = mailer;
        this.outbox = outbox;
    }

    @TransactionalEventListener
    @Transactional(propagation = Propagation.REQUIRES_NEW) // without it, the row is lost
    public void confirm(BookingMade event) {
        mailer.confirm(event.guest());
        outbox.save(new Sent(event.guest()));
    }
}
