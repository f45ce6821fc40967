package dev.aftercommit.test.random;

import dev.aftercommit.test.random.Row.Key;
import java.util.ArrayList;
import java.util.List;

/** What is in the database when a program begins: of each session and entity, two rows of three. */
final class InitialRows {

    /** From the first row of one session to that of the next. */
    static final int OF_EACH = 10;

    private InitialRows() {}

    static List<Key> of(Program program) {
        List<Key> rows = new ArrayList<>();
        for (Entity entity : entities(program)) {
            for (int session = 0; session <= World.SHARED; session++) {
                rows.add(new Key(entity, session * OF_EACH + 1));
                rows.add(new Key(entity, session * OF_EACH + 2));
            }
        }
        return rows;
    }

    /** The entities of the factory of a program. */
    static List<Entity> entities(Program program) {
        return program.deletionsAreTold() ? List.of(Entity.PLAIN, Entity.VERSIONED) : List.of(Entity.QUIET);
    }
}
