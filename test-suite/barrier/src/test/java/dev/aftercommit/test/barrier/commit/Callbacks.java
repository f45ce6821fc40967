package dev.aftercommit.test.barrier.commit;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.test.barrier.support.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The callbacks of each transaction, and whether just those ran that had to. */
final class Callbacks {

    private final List<Transaction> transactions = new ArrayList<>();
    private final Map<Fault, Counts> faults = new EnumMap<>(Fault.class);

    void register(AfterCommit afterCommit, Fault fault, long row) {
        Transaction transaction = new Transaction(row, fault);
        transactions.add(transaction);
        afterCommit.run(transaction.committed::incrementAndGet);
        afterCommit.afterRollback(transaction.rolledBack::incrementAndGet);
        afterCommit.afterCompletion(outcome -> {
            if (outcome == TransactionOutcome.UNKNOWN) {
                transaction.unknown.incrementAndGet();
            }
        });
    }

    /** Compares with the rows that are there in the end. */
    void compare(Set<Long> rows) {
        for (Transaction transaction : transactions) {
            Counts counts = faults.computeIfAbsent(transaction.fault, absent -> new Counts());
            boolean committed = rows.contains(transaction.row);
            counts.transactions++;
            counts.committed += committed ? 1 : 0;
            counts.unknown += transaction.unknown.get();
            if (transaction.unknown.get() == 0 && !transaction.isRight(committed)) {
                counts.wrong++;
            }
        }
    }

    int committed(Fault fault) {
        return faults.get(fault).committed;
    }

    int transactions(Fault fault) {
        return faults.get(fault).transactions;
    }

    /** Transactions of which a callback ran that had not to, or another number of times than once. */
    int wrong() {
        return faults.values().stream().mapToInt(counts -> counts.wrong).sum();
    }

    int unknown() {
        return faults.values().stream().mapToInt(counts -> counts.unknown).sum();
    }

    @Override
    public String toString() {
        Table table = new Table("callbacks of", "transactions", "committed", "unknown", "wrong");
        faults.forEach((fault, counts) ->
                table.row(fault.toString(), counts.transactions, counts.committed, counts.unknown, counts.wrong));
        return table.toString();
    }

    private static final class Transaction {

        final long row;
        final Fault fault;
        final AtomicInteger committed = new AtomicInteger();
        final AtomicInteger rolledBack = new AtomicInteger();
        final AtomicInteger unknown = new AtomicInteger();

        Transaction(long row, Fault fault) {
            this.row = row;
            this.fault = fault;
        }

        boolean isRight(boolean inDatabase) {
            return committed.get() == (inDatabase ? 1 : 0) && rolledBack.get() == (inDatabase ? 0 : 1);
        }
    }

    private static final class Counts {

        int transactions;
        int committed;
        int unknown;
        int wrong;
    }
}
