package dev.aftercommit.internal.callback;

import dev.aftercommit.EntityChange;
import dev.aftercommit.EntityOperation;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.transaction.Callback;
import dev.aftercommit.internal.transaction.CallbackKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The callback methods of one entity at their place in the order of a transaction: that of the entity's first flush. This object is
 * also the change that they are told of, since there may be a million of them.
 */
abstract class EntityCallback extends Callback implements EntityChange<Object> {

    private final List<CallbackMethod> methods;
    private @Nullable EntityOperation netOperation;

    EntityCallback(List<CallbackMethod> methods) {
        this.methods = methods;
    }

    /** Finds out what became of the entity; null where the transaction changed nothing that others could see. */
    abstract @Nullable EntityOperation settle();

    @Override
    protected int size() {
        return methods.size();
    }

    @Override
    protected void prepare(TransactionOutcome outcome) {
        netOperation = settle();
    }

    @Override
    protected boolean runsAfter(TransactionOutcome outcome, int index) {
        CallbackMethod method = methods.get(index);
        return netOperation != null && method.outcome() == outcome && method.isFor(this);
    }

    @Override
    protected void run(TransactionOutcome outcome, int index) throws Throwable {
        methods.get(index).call(this);
    }

    @Override
    protected CallbackKind kind(int index) {
        return methods.get(index).outcome() == TransactionOutcome.COMMITTED
                ? CallbackKind.ENTITY
                : CallbackKind.ROLLBACK;
    }

    @Override
    protected EntityChange<?> change() {
        return this;
    }

    @Override
    protected String description(int index) {
        return methods.get(index).description() + " of " + entityName() + "#" + describeIdentifier();
    }

    /** An identifier may be of a class of the application, whose failure is not to hide that of the callback. */
    private String describeIdentifier() {
        Object id = id();
        try {
            return id.toString();
        } catch (RuntimeException | StackOverflowError e) {
            return id.getClass().getName();
        }
    }
}
