package dev.aftercommit.internal.callback;

import dev.aftercommit.EntityOperation;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.TransactionOutcome;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What {@link PostCommit} and {@link PostRollback} have in common.
 *
 * @param name the simple name of the annotation
 * @param outcome the outcome that it stands for
 * @param operations the operations, none of which may be left to the default any more
 * @param ifChanged the attributes
 */
record CallbackAnnotation(
        String name, TransactionOutcome outcome, Set<EntityOperation> operations, List<String> ifChanged) {

    static List<CallbackAnnotation> of(Method method) {
        List<CallbackAnnotation> annotations = new ArrayList<>(1);
        PostCommit commit = method.getAnnotation(PostCommit.class);
        if (commit != null) {
            annotations.add(new CallbackAnnotation(
                    "PostCommit", TransactionOutcome.COMMITTED, operations(commit.on()), List.of(commit.ifChanged())));
        }
        PostRollback rollback = method.getAnnotation(PostRollback.class);
        if (rollback != null) {
            annotations.add(new CallbackAnnotation(
                    "PostRollback", TransactionOutcome.ROLLED_BACK, operations(rollback.on()), List.of()));
        }
        return annotations;
    }

    private static Set<EntityOperation> operations(EntityOperation[] on) {
        return on.length == 0 ? EnumSet.allOf(EntityOperation.class) : EnumSet.copyOf(List.of(on));
    }

    /** Whether it names attributes although it stands for no operation that changes any. */
    boolean namesAttributesInVain() {
        return !ifChanged.isEmpty()
                && !operations.contains(EntityOperation.UPDATE)
                && !operations.contains(EntityOperation.UPSERT);
    }
}
