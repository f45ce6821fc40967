package dev.aftercommit.test.docs;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "orders")
class Order {
    @Id
    @GeneratedValue
    Long id;

    String item;
    int quantity;
    String customer = "ada@example.org";

    protected Order() {
        // for Hibernate
    }

    Order(String item, int quantity) {
        this.item = item;
        this.quantity = quantity;
    }
}
