package dev.aftercommit.test.spring.listener;

import java.util.ArrayList;
import java.util.List;

class Mailbox {

    final List<String> delivered = new ArrayList<>();
}
