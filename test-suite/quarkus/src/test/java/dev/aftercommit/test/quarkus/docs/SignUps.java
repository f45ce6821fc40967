package dev.aftercommit.test.quarkus.docs;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.quarkus.bean.Journal;
import dev.aftercommit.test.quarkus.entity.Note;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** What the guide to Quarkus shows. */
@ApplicationScoped
public class SignUps {
    private final AfterCommit afterCommit;
    private final Journal journal;

    SignUps(AfterCommit afterCommit, Journal journal) {
        this.afterCommit = afterCommit;
        this.journal = journal;
    }

    @Transactional
    public void signUp(String name) {
        new Note(name).persist();
        afterCommit.run(() -> journal.add("welcome " + name));
    }
}
