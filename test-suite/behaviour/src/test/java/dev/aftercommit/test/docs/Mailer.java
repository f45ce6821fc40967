package dev.aftercommit.test.docs;

import java.util.ArrayList;
import java.util.List;

/** Sends nothing, and remembers it. */
final class Mailer {

    static final List<String> SENT = new ArrayList<>();

    private Mailer() {}

    static void send(String recipient, String text) {
        SENT.add(recipient + ": " + text);
    }
}
