package dev.aftercommit.test.spring.docs;

import dev.aftercommit.AfterCommit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class BookingService {

    private final Bookings bookings;
    private final Mailer mailer;
    private final Outbox outbox;
    private final AfterCommit afterCommit;

    BookingService(Bookings bookings, Mailer mailer, Outbox outbox, AfterCommit afterCommit) {
        this.bookings = bookings;
        this.mailer = mailer;
        this.outbox = outbox;
        this.afterCommit = afterCommit;
    }

    @Transactional
    public void book(String guest) {
        bookings.save(new Booking(guest));
        afterCommit.run(() -> {
            mailer.confirm(guest);
            outbox.save(new Sent(guest));
        });
    }
}
