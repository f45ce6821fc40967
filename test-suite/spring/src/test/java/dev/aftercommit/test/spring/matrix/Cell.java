package dev.aftercommit.test.spring.matrix;

/** A case on a pool. */
record Cell(Pooling pooling, Case it) {

    @Override
    public String toString() {
        return it + " (" + pooling.words + ")";
    }
}
