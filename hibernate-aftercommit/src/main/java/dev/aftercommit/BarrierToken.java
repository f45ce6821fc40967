package dev.aftercommit;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Stands for a transaction, for processes that are to wait for its data: {@link AfterCommit#token} gives one inside the
 * transaction, its {@link #value} goes with the task through a queue, and the worker hands what it has
 * {@linkplain #parse parsed} to a {@link dev.aftercommit.barrier.TransactionBarrier}.
 *
 * <p>A token is immutable, holds nothing of the session, and outlives the transaction and the process. It is bound to the
 * database of its transaction, and it is no secret: it tells nothing but a number of the transaction and the minute of its issue.
 *
 * @since 0.1
 */
public final class BarrierToken {

    private final String value;

    private BarrierToken(String value) {
        this.value = value;
    }

    /**
     * The token that a text stands for.
     *
     * @throws IllegalArgumentException if the text is none, or was damaged on its way
     */
    public static BarrierToken parse(CharSequence value) {
        String text = requireNonNull(value, "value").toString();
        AfterCommitProvider.INSTANCE.requireToken(text);
        return new BarrierToken(text);
    }

    /** The token as text: a few dozen letters, digits, hyphens and underscores, as safe in a URL as in a header. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BarrierToken that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The same as {@link #value}. */
    @Override
    public String toString() {
        return value;
    }
}
