package dev.aftercommit;

import java.util.ServiceLoader;
import org.hibernate.Internal;

/**
 * What stands behind the static factory methods of {@link AfterCommit} and {@link AfterCommitSession}: the one way from
 * the public types to the implementation, which they therefore need not name.
 */
@Internal
public interface AfterCommitProvider {

    /** The implementation that comes with this class. */
    AfterCommitProvider INSTANCE = ServiceLoader.load(
                    AfterCommitProvider.class, AfterCommitProvider.class.getClassLoader())
            .findFirst()
            .orElseThrow();

    /** The view of a session, an entity manager, a stateless session, or a proxy of one of them. */
    AfterCommit afterCommit(Object session);

    /** The view of a session or entity manager, or a proxy of one of them. */
    AfterCommitSession session(Object session);

    /** Refuses what is no {@link BarrierToken} as text. */
    void requireToken(String value);
}
