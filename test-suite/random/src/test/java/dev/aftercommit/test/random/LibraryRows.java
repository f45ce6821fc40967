package dev.aftercommit.test.random;

import dev.aftercommit.test.random.Entities.Base;
import dev.aftercommit.test.random.Step.Operation;
import dev.aftercommit.test.random.Step.Write;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionImplementor;

/** What programs do to rows, by the means of a session. */
final class LibraryRows {

    private LibraryRows() {}

    static void write(Session session, Write write) {
        Base found = session.find(Entities.classOf(write.entity()), write.id());
        if (write.operation() == Operation.PERSIST && found == null) {
            session.persist(Entities.create(write.entity(), write.id(), write.value(), 0));
        } else if (write.operation() == Operation.MERGE && !write.entity().isVersioned()) {
            session.flush();
            session.merge(Entities.create(write.entity(), write.id(), write.value(), 1));
        } else if (found != null) {
            switch (write.operation()) {
                case SET_NAME -> found.name = write.value();
                case SET_NUMBER -> found.number = write.value().length();
                case TOGGLE_TAG -> found.toggle(write.value());
                case REMOVE -> session.remove(found);
                default -> {}
            }
        }
    }

    static void write(StatelessSession session, Write write) {
        Base found = find(session, write);
        Base fresh = Entities.create(write.entity(), write.id(), write.value(), 1);
        if (write.operation() == Operation.UPSERT) {
            session.upsert(fresh);
        } else if (write.operation() == Operation.PERSIST && found == null) {
            session.insert(fresh);
        } else if (write.operation() == Operation.SET_NAME && found != null) {
            found.name = write.value();
            session.update(found);
        } else if (write.operation() == Operation.REMOVE && found != null && write.entity() != Entity.QUIET) {
            session.delete(found);
        }
    }

    /** By a query, since {@code get} throws from Hibernate 8 on where there is nothing. */
    private static Base find(StatelessSession session, Write write) {
        Class<? extends Base> type = Entities.classOf(write.entity());
        return session.createQuery("from " + type.getName() + " where id = :id", type)
                .setParameter("id", write.id())
                .uniqueResult();
    }

    /** What fails at the next flush, with nothing else. */
    static void persistTooLong(Session session) {
        session.flush();
        session.persist(new Entities.TooLong());
    }

    /** Does something to an entity that a flush has written, or none. */
    static void ifInDatabase(Session session, Entity entity, int id, Consumer<Base> work) {
        SessionImplementor owner = session.unwrap(SessionImplementor.class);
        Base found = owner.find(Entities.classOf(entity), id);
        if (found != null
                && owner.getPersistenceContextInternal().getEntry(found).isExistsInDatabase()) {
            work.accept(found);
        }
    }
}
