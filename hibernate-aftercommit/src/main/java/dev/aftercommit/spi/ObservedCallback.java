package dev.aftercommit.spi;

/**
 * A callback as a {@link CommitObserver} sees it. Equal values tell of the same callback or of callbacks that cannot be
 * told apart.
 *
 * @param transaction a number that is unique to the transaction within this process
 * @param description what is logged of the callback: its kind and the class or the method that runs
 * @since 0.1
 */
public record ObservedCallback(long transaction, String description) {

    /**
     * The kind alone: the method that registered the callback ({@code run} for {@code runOnce}), or the annotation, as
     * {@code @PostCommit}. There are few kinds, so this is fit for the tag of a metric, which the description is not.
     */
    public String kind() {
        return description.split("[( ]", 2)[0];
    }
}
