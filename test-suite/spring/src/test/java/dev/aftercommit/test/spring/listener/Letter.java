package dev.aftercommit.test.spring.listener;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
@EntityListeners(Postman.class)
class Letter {

    @Id
    @GeneratedValue
    Long id;

    String address;

    protected Letter() {}

    Letter(String address) {
        this.address = address;
    }
}
