package dev.aftercommit.test.spring.docs;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
class Booking {

    @Id
    @GeneratedValue
    Long id;

    String guest;

    protected Booking() {}

    Booking(String guest) {
        this.guest = guest;
    }
}
