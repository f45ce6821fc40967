package dev.aftercommit.test.spring.docs;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class Mailer {

    final List<String> sent = new ArrayList<>();

    void confirm(String guest) {
        sent.add(guest);
    }
}
