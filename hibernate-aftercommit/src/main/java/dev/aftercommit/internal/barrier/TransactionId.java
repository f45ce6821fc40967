package dev.aftercommit.internal.barrier;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What identifies a transaction of PostgreSQL: {@code [epoch:3 bytes][transaction id:varint][row:16, if there is one]}. The epoch is
 * another after each crash of the server, which gives ids that it has lost to other transactions.
 */
record TransactionId(int epoch, long xid, Optional<RowId> row) {

    /** What the server says of the epoch is cut to this many bits. */
    static final int EPOCH_MASK = 0xffffff;

    private static final int LONGEST = 3 + 10 + RowId.LENGTH;

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        bytes.put((byte) (epoch >> 16)).putShort((short) epoch);
        long rest = xid;
        while (rest > 0x7f) {
            bytes.put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
        row.ifPresent(id -> id.write(bytes));
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
    }

    static TransactionId of(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        int epoch = ((bytes.get() & 0xff) << 16) | (bytes.getShort() & 0xffff);
        long xid = 0;
        byte next;
        int shift = 0;
        do {
            next = bytes.get();
            xid |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next < 0);
        return new TransactionId(epoch, xid, bytes.hasRemaining() ? Optional.of(RowId.read(bytes)) : Optional.empty());
    }
}
