package dev.aftercommit.test.quarkus.bean;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.quarkus.entity.Note;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.List;

/** Writes notes, in the transactions that an application has. */
@ApplicationScoped
public class Notes {
    private final AfterCommit afterCommit;
    private final Journal journal;
    private final TransactionManager transactions;

    Notes(AfterCommit afterCommit, Journal journal, TransactionManager transactions) {
        this.afterCommit = afterCommit;
        this.journal = journal;
        this.transactions = transactions;
    }

    @Transactional
    public void write(String text) {
        new Note(text).persist();
    }

    @Transactional
    public void rename(String from, String to) {
        Note.<Note>find("text", from).firstResult().text = to;
    }

    @Transactional(REQUIRES_NEW)
    public void writeApart(String text) {
        new Note(text).persist();
    }

    @Transactional
    public void writeThenRun(String text, Runnable callback) {
        new Note(text).persistAndFlush();
        afterCommit.run(callback);
    }

    @Transactional
    public void fail() {
        register();
        throw new IllegalStateException("on purpose");
    }

    @Transactional
    public void failChecked() throws IOException {
        register();
        throw new IOException("on purpose");
    }

    @Transactional
    public void setRollbackOnly() throws Exception {
        register();
        transactions.setRollbackOnly();
    }

    @Transactional
    @TransactionConfiguration(timeout = 1)
    public void outlive(Runnable patience) {
        register();
        patience.run();
    }

    @Transactional
    public void register() {
        new Note("note").persistAndFlush();
        afterCommit.run(() -> journal.add("committed"));
        afterCommit.afterRollback(() -> journal.add("rolled back"));
        afterCommit.afterCompletion(outcome -> journal.add(outcome.name()));
    }

    @Transactional
    public List<String> texts() {
        return Note.<Note>listAll().stream().map(note -> note.text).toList();
    }

    @Transactional
    public void clear() {
        Note.deleteAll();
    }
}
