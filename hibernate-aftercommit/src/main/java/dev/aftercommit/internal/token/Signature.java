package dev.aftercommit.internal.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens with a key: the first 16 bytes of HMAC-SHA256 over all that stands before. */
public final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 16;

    private final SecretKeySpec key;

    /** Signs with the given key, which is not empty. */
    public Signature(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    byte[] of(byte[] bytes, int end) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(bytes, 0, end);
            return Arrays.copyOf(mac.doFinal(), LENGTH);
        } catch (GeneralSecurityException e) {
            // Every Java platform has it
            throw new IllegalStateException(e);
        }
    }

    boolean matches(byte[] bytes, int end) {
        return MessageDigest.isEqual(of(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length));
    }
}
