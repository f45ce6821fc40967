package dev.aftercommit.test.spring.docs;

import dev.aftercommit.test.spring.docs.BookingMadeListener.BookingMade;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class BookingsBefore {

    private final Bookings bookings;
    private final ApplicationEventPublisher events;

    BookingsBefore(Bookings bookings, ApplicationEventPublisher events) {
        this.bookings = bookings;
        this.events = events;
    }

    @Transactional
    public void book(String guest) {
        bookings.save(new Booking(guest));
        events.publishEvent(new BookingMade(guest));
    }
}
