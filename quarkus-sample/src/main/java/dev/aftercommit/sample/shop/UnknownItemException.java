package dev.aftercommit.sample.shop;

public class UnknownItemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownItemException(String kind, Object id) {
        super("There is no " + kind + " '" + id + "'.");
    }
}
