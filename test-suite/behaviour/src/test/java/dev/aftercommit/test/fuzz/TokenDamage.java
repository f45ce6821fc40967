package dev.aftercommit.test.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

/** What can become of the text of a token on its way. */
final class TokenDamage {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String STRANGE = "+/= \t\n\r\0%'\"\u00e4\u0391\u200b\ud83d\ude00\uff21\u0660\ufeff";
    private static final int CHECKSUM = 2;
    private static final int SIGNED = 0x08;
    private static final int SIGNATURE = 16;

    private TokenDamage() {}

    static String damage(String token, String other, Random random) {
        StringBuilder text = new StringBuilder(token);
        int times = 1 + random.nextInt(4);
        for (int time = 0; time < times; time++) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(8)) {
                case 0 -> text.insert(at, one(ALPHABET, random));
                case 1 -> text.insert(at, one(STRANGE, random));
                case 2 -> text.setLength(at);
                case 3 -> text.delete(0, at);
                case 4 -> text.append(other, 0, random.nextInt(other.length() + 1));
                case 5 -> text.reverse();
                default -> text.replace(Math.min(at, Math.max(0, text.length() - 1)), at, one(ALPHABET, random) + "");
            }
        }
        return text.toString();
    }

    /** The token with other bytes, and the checksum that is right for them. */
    static String forge(byte[] token, Random random) {
        byte[] content = Arrays.copyOf(token, token.length - CHECKSUM);
        switch (random.nextInt(4)) {
            case 0 -> content = Arrays.copyOf(content, 1 + random.nextInt(content.length + 20));
            case 1 -> content = unsigned(content);
            default -> {}
        }
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        }
        ByteBuffer whole = ByteBuffer.allocate(content.length + CHECKSUM).put(content);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(whole.putShort(checksum(content)).array());
    }

    /** Whether two tokens differ in nothing but the minute of their issue, and so stand for the same transaction. */
    static boolean isOfSame(String token, String other) {
        byte[] one = withoutMinute(token);
        return one.length > 0 && Arrays.equals(one, withoutMinute(other));
    }

    private static byte[] withoutMinute(String token) {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        Arrays.fill(bytes, 5, 9, (byte) 0);
        return Arrays.copyOf(bytes, bytes.length - CHECKSUM);
    }

    private static byte[] unsigned(byte[] content) {
        boolean signed = (content[0] & SIGNED) != 0;
        byte[] unsigned = signed ? Arrays.copyOf(content, content.length - SIGNATURE) : content.clone();
        unsigned[0] &= ~SIGNED;
        return unsigned;
    }

    /** CRC-16/CCITT-FALSE, by division of polynomials. */
    private static short checksum(byte[] bytes) {
        int register = 0xffff;
        for (byte next : bytes) {
            for (int bit = 7; bit >= 0; bit--) {
                boolean divides = (register >> 15 & 1) != (next >> bit & 1);
                register = (register << 1 & 0xffff) ^ (divides ? 0x1021 : 0);
            }
        }
        return (short) register;
    }

    private static char one(String characters, Random random) {
        return characters.charAt(random.nextInt(characters.length()));
    }
}
