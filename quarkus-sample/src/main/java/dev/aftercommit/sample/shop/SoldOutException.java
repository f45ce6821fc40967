package dev.aftercommit.sample.shop;

public class SoldOutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SoldOutException(String product, int quantity, int stock) {
        super("There is not enough " + product + ": " + quantity + " ordered, " + stock + " in stock.");
    }
}
