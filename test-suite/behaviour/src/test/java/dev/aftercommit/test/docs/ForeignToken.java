package dev.aftercommit.test.docs;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** A token as a worker in another language reads it: by what the page says, and nothing of the library. */
final class ForeignToken {

    private final byte[] bytes;
    private final ByteBuffer content;

    final int version;
    final boolean signed;
    final int kind;
    final int database;
    final long minute;

    ForeignToken(String text) {
        bytes = Base64.getUrlDecoder().decode(text);
        content = ByteBuffer.wrap(bytes);
        int first = content.get();
        version = first >> 4;
        signed = (first >> 3 & 1) == 1;
        kind = first & 7;
        database = content.getInt();
        minute = content.getInt();
    }

    /** Of a token of PostgreSQL; to be read before the id. */
    int epoch() {
        return (content.get() & 0xff) << 16 | (content.get() & 0xff) << 8 | content.get() & 0xff;
    }

    long transactionId() {
        long id = 0;
        int shift = 0;
        while (true) {
            int next = content.get();
            id |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return id;
            }
            shift += 7;
        }
    }

    UUID row() {
        return new UUID(content.getLong(), content.getLong());
    }

    byte[] before(int trailing) {
        byte[] part = new byte[bytes.length - trailing];
        ByteBuffer.wrap(bytes).get(part);
        return part;
    }

    byte[] last(int length, int trailing) {
        byte[] part = new byte[length];
        ByteBuffer.wrap(bytes, bytes.length - trailing - length, length).get(part);
        return part;
    }

    int remaining() {
        return content.remaining();
    }
}
