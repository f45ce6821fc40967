package dev.aftercommit.internal.barrier;

import java.nio.ByteBuffer;
import java.util.UUID;

/** The identifier of a row of the token table. */
record RowId(UUID uuid) {

    static final int LENGTH = 16;

    static RowId random() {
        return new RowId(UUID.randomUUID());
    }

    static RowId parse(String text) {
        return new RowId(UUID.fromString(text));
    }

    static RowId read(ByteBuffer bytes) {
        return new RowId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    static RowId of(byte[] bytes) {
        return read(ByteBuffer.wrap(bytes));
    }

    void write(ByteBuffer bytes) {
        bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    }

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
        write(bytes);
        return bytes.array();
    }

    String text() {
        return uuid.toString();
    }
}
