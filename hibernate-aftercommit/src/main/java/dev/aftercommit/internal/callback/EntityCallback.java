package dev.aftercommit.internal.callback;

import dev.aftercommit.EntityOperation;
import dev.aftercommit.TransactionOutcome;
import dev.aftercommit.internal.transaction.Callback;
import dev.aftercommit.internal.transaction.CallbackKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The callback methods of one entity at their place in the order of a transaction: that of the entity's first flush. */
final class EntityCallback extends Callback {

    private final NetChange change;
    private final List<CallbackMethod> methods;
    private @Nullable EntityOperation operation;

    EntityCallback(NetChange change, List<CallbackMethod> methods) {
        this.change = change;
        this.methods = methods;
    }

    @Override
    protected int size() {
        return methods.size();
    }

    @Override
    protected void prepare(TransactionOutcome outcome) {
        change.settleRemoval();
        operation = change.netOperation();
    }

    @Override
    protected boolean runsAfter(TransactionOutcome outcome, int index) {
        CallbackMethod method = methods.get(index);
        return operation != null && method.outcome() == outcome && method.isFor(change);
    }

    @Override
    protected boolean isSuperseded() {
        return change.isSuperseded();
    }

    @Override
    protected void run(TransactionOutcome outcome, int index) throws Throwable {
        methods.get(index).call(change);
    }

    @Override
    protected CallbackKind kind(int index) {
        return methods.get(index).outcome() == TransactionOutcome.COMMITTED
                ? CallbackKind.ENTITY
                : CallbackKind.ROLLBACK;
    }

    @Override
    protected NetChange change() {
        return change;
    }

    @Override
    protected String description(int index) {
        return methods.get(index).description() + " of " + change.entityName() + "#" + describeIdentifier();
    }

    /** An identifier may be of a class of the application, whose failure is not to hide that of the callback. */
    private String describeIdentifier() {
        Object id = change.id();
        try {
            return id.toString();
        } catch (RuntimeException | StackOverflowError e) {
            return id.getClass().getName();
        }
    }
}
