package dev.aftercommit.test.barrier;

/** Another one. */
public final class KindFive extends KindFour {

    @Override
    public int kind() {
        return 5;
    }
}
