package dev.aftercommit.internal.token;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;

import dev.aftercommit.BarrierToken;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What is in a token: {@code [version:4 bits, signed:1, kind:3][database:4 bytes][minute of issue:4][id][signature:16, if signed][CRC-16:2]},
 * as base64url without padding.
 */
public final class TokenContent {

    /** The kind of tokens whose transaction is over already; their id is {@link #COMMITTED} or {@link #ROLLED_BACK}. */
    public static final int DECIDED = 0;

    /** The only byte of the id of a decided token whose transaction has committed. */
    public static final byte COMMITTED = 1;

    /** The only byte of the id of a decided token whose transaction was rolled back. */
    public static final byte ROLLED_BACK = 2;

    private static final int VERSION = 1;
    private static final int SIGNED = 0x08;
    private static final int KIND = 0x07;
    private static final int HEADER = 9;
    private static final int SIGNATURE = 16;
    private static final int CHECKSUM = 2;
    private static final int MOST_OF_ID = 64;

    private final byte[] bytes;

    private TokenContent(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A content that is made here. */
    public static TokenContent of(int kind, int database, Instant issued, byte[] id) {
        if (id.length == 0 || id.length > MOST_OF_ID) {
            throw LOG.idOfToken(id.length, MOST_OF_ID);
        }
        return new TokenContent(ByteBuffer.allocate(HEADER + id.length)
                .put((byte) ((VERSION << 4) | (kind & KIND)))
                .putInt(database)
                .putInt((int) (issued.getEpochSecond() / 60))
                .put(id)
                .array());
    }

    /** The content of a token's text, which is checked for damage, but whose signature is not. */
    public static TokenContent parse(String text) {
        byte[] decoded = decode(text);
        int end = decoded.length - CHECKSUM;
        if (end <= HEADER || ((decoded[0] >> 4) & 0x0f) != VERSION || !hasId(decoded[0], end)) {
            throw LOG.malformedToken(text, "another form");
        }
        if (checksum(decoded, end) != ByteBuffer.wrap(decoded, end, CHECKSUM).getShort()) {
            throw LOG.malformedToken(text, "a wrong checksum");
        }
        return new TokenContent(Arrays.copyOf(decoded, end));
    }

    private static byte[] decode(String text) {
        // What is longer is none; it need not be decoded to know that
        int longest = (HEADER + MOST_OF_ID + SIGNATURE + CHECKSUM + 2) / 3 * 4;
        if (text.length() > longest) {
            throw LOG.malformedToken(text.substring(0, longest) + "...", text.length() + " characters");
        }
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(decoded).equals(text)) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            LOG.tracef(e, "Not base64url: %s", text);
        }
        throw LOG.malformedToken(text, "other characters, or an incomplete one");
    }

    private static boolean hasId(byte first, int end) {
        int id = end - HEADER - ((first & SIGNED) == 0 ? 0 : SIGNATURE);
        return id > 0 && id <= MOST_OF_ID;
    }

    /** CRC-16/CCITT-FALSE. */
    private static short checksum(byte[] bytes, int end) {
        int crc = 0xffff;
        for (int index = 0; index < end; index++) {
            crc ^= (bytes[index] & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
            }
        }
        return (short) crc;
    }

    /** The token, which is signed if there is a key. */
    public BarrierToken token(@Nullable Signature signature) {
        byte[] content = signature == null ? bytes.clone() : signed(signature);
        ByteBuffer whole = ByteBuffer.allocate(content.length + CHECKSUM).put(content);
        whole.putShort(checksum(content, content.length));
        return BarrierToken.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(whole.array()));
    }

    private byte[] signed(Signature signature) {
        byte[] content = Arrays.copyOf(bytes, bytes.length + SIGNATURE);
        content[0] |= SIGNED;
        System.arraycopy(signature.of(content, bytes.length), 0, content, bytes.length, SIGNATURE);
        return content;
    }

    /** Whether the signature is there and right. */
    public boolean isSignedBy(Signature signature) {
        return isSigned() && signature.matches(bytes, bytes.length - SIGNATURE);
    }

    private boolean isSigned() {
        return (bytes[0] & SIGNED) != 0;
    }

    /** How the outcome is found out. */
    public int kind() {
        return bytes[0] & KIND;
    }

    /** The number of the database. */
    public int database() {
        return ByteBuffer.wrap(bytes).getInt(1);
    }

    /** When the token was issued, to the minute. */
    public Instant issued() {
        return Instant.ofEpochSecond(60L * (ByteBuffer.wrap(bytes).getInt(5) & 0xffffffffL));
    }

    /** What the strategy has issued. */
    public byte[] id() {
        return Arrays.copyOfRange(bytes, HEADER, bytes.length - (isSigned() ? SIGNATURE : 0));
    }
}
