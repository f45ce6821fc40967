/**
 * Work that runs after the commit of a Hibernate transaction, and never after its rollback.
 *
 * <p>There are two doors. {@link dev.aftercommit.AfterCommit} defers a callback of any code until the current transaction
 * of a session has committed; {@link dev.aftercommit.AfterCommitSession} is the same as a session that one can
 * say {@code session.afterCommit(...)} to. {@link dev.aftercommit.PostCommit} and {@link dev.aftercommit.PostRollback}
 * mark methods of entities and entity listeners, which are called with the net change of an entity.
 *
 * <p>The library is switched on by being on the class path. Its settings are listed in
 * {@link dev.aftercommit.AfterCommitSettings}.
 */
@NullMarked
package dev.aftercommit;

import org.jspecify.annotations.NullMarked;
