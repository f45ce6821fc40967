package dev.aftercommit;

/**
 * A callback that has failed.
 *
 * @param callback what is logged of it: its kind and the class or the method that ran
 * @param cause what it has thrown
 * @since 0.1
 */
public record CallbackFailure(String callback, Throwable cause) {}
