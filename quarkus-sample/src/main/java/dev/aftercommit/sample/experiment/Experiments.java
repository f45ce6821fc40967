package dev.aftercommit.sample.experiment;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.sample.feed.Told;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.hibernate.Session;

/** What can become of a transaction and its callbacks. */
@ApplicationScoped
public class Experiments {
    private final Session session;
    private final AfterCommit afterCommit;
    private final Dispatch dispatch;
    private final Worker worker;

    Experiments(Session session, AfterCommit afterCommit, Dispatch dispatch, Worker worker) {
        this.session = session;
        this.afterCommit = afterCommit;
        this.dispatch = dispatch;
        this.worker = worker;
    }

    @Transactional
    @Told("Commit")
    public String commit() {
        send("a book");
        return "The book is sent: its label was printed after the commit.";
    }

    @Transactional
    @Told("Rollback")
    public String rollback() {
        send("a vase");
        throw new ChangedMindException("The vase stays here: no label was printed, and its pickup is cancelled.");
    }

    @Transactional
    @Told("Savepoint rollback")
    public String savepoint() {
        send("a book");
        try {
            afterCommit.inSavepoint(() -> {
                send("a vase");
                throw new ChangedMindException("not the vase");
            });
        } catch (ChangedMindException e) {
            send("a lamp");
        }
        return "Book and lamp are sent. The vase was rolled back alone, and its label with it.";
    }

    @Transactional
    @Told("Failing callback")
    public String failure() {
        send("a book");
        afterCommit.run(dispatch.refusal("a piano"));
        send("a lamp");
        return "One callback has failed. The transaction is committed all the same, and the other callbacks have run.";
    }

    @Transactional
    @Told("Write in a callback")
    public String write() {
        send("a book");
        afterCommit.run(dispatch.entry("a book"));
        return "The callback has called a @Transactional bean, and what that wrote is kept.";
    }

    @Transactional
    @Told("Run once")
    public String once() {
        for (String content : List.of("a book", "a vase", "a lamp")) {
            session.persist(new Parcel(content));
            afterCommit.runOnce("pickup", dispatch.pickup());
        }
        return "Three parcels, and one pickup was ordered.";
    }

    @Transactional
    @Told("Barrier, commit")
    public String barrier() {
        handOver("a book");
        return "The worker had the task before the commit, waited, and found the book.";
    }

    @Transactional
    @Told("Barrier, rollback")
    public String abortedBarrier() {
        handOver("a vase");
        throw new ChangedMindException("The worker had the task before the rollback, waited, and dropped it.");
    }

    private void send(String content) {
        session.persist(new Parcel(content));
        afterCommit.run(dispatch.label(content));
        afterCommit.afterRollback(dispatch.undo(content));
    }

    private void handOver(String content) {
        Parcel parcel = new Parcel(content);
        session.persist(parcel);
        session.flush();
        String token = afterCommit.token().value();
        worker.take(parcel.id, token).join(); // the worker is quick, and has looked before this transaction ends
    }
}
