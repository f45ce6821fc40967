package dev.aftercommit.sample.shop;

import static jakarta.persistence.FetchType.LAZY;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

@Entity
@Table(name = "purchase_order") // "order" is a reserved word
public class Order {
    @Id
    @GeneratedValue
    private Long id;

    @ManyToOne(fetch = LAZY, optional = false)
    private Customer customer;

    private String product;

    private int quantity;

    protected Order() {} // for Hibernate

    Order(Customer customer, String product, int quantity) {
        this.customer = customer;
        this.product = product;
        this.quantity = quantity;
    }

    public Long getId() {
        return id;
    }

    public Customer getCustomer() {
        return customer;
    }

    public String getProduct() {
        return product;
    }

    public int getQuantity() {
        return quantity;
    }

    String subject() {
        return "Your order of " + quantity + " " + product;
    }
}
