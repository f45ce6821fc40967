package dev.aftercommit.test.quarkus.entity;

import static dev.aftercommit.EntityOperation.UPDATE;

import dev.aftercommit.PostCommit;
import dev.aftercommit.test.quarkus.bean.Journal;
import jakarta.inject.Inject;

public class NoteListener {
    @Inject
    Journal journal;

    @PostCommit(on = UPDATE)
    void updated(Note note) {
        journal.add("updated " + note.text);
    }
}
