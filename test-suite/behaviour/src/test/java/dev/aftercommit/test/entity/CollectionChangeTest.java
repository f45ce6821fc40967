package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.HibernateVersion;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R19: the change of a collection alone is an update of its owner. Of owners without a version Hibernate tells it by
 * events of their own, which it cannot be asked for on 7.0: the difference that the contract allows.
 */
@ExtendWith(Told.class)
@ParameterizedClass
@ValueSource(classes = {CollectionChangeTest.Versioned.class, CollectionChangeTest.Unversioned.class})
class CollectionChangeTest {

    private static final boolean EVENTS_ARE_SAFE =
            HibernateVersion.isAtLeast(7, 1) || !HibernateVersion.isAtLeast(7, 0);

    private final Class<? extends Owner> type;
    private final boolean told;

    @RegisterExtension
    final TestFactory factory;

    CollectionChangeTest(Class<? extends Owner> type) {
        this.type = type;
        this.told = type == Versioned.class || EVENTS_ARE_SAFE;
        this.factory = TestFactory.of(type, Line.class);
    }

    @Test
    void elementThatIsAddedIsUpdate() {
        change(owner -> owner.tags.add("b"));

        assertUpdated("tags");
    }

    @Test
    void elementThatIsRemovedIsUpdate() {
        change(owner -> owner.tags.remove("a"));

        assertUpdated("tags");
    }

    @Test
    void clearedCollectionIsUpdate() {
        change(owner -> owner.tags.clear());

        assertUpdated("tags");
    }

    @Test
    void elementOfMapThatIsReplacedIsUpdate() {
        change(owner -> owner.scores.put("a", 2));

        assertUpdated("scores");
    }

    @Test
    void replacedCollectionIsUpdate() {
        change(owner -> owner.tags = new ArrayList<>(List.of("b")));

        assertUpdated(true, "tags");
    }

    @Test
    void collectionThatIsReplacedByNoneIsUpdate() {
        change(owner -> owner.tags = null);

        assertUpdated(true, "tags");
    }

    @Test
    void entityThatIsAddedToOneToManyIsUpdate() {
        change(owner -> owner.lines.add(new Line(2)));

        assertUpdated("lines");
    }

    @Test
    void entityThatIsRemovedFromOneToManyIsUpdate() {
        change(owner -> owner.lines.clear());

        assertUpdated("lines");
    }

    @Test
    void entityThatIsAddedToManyToManyIsUpdate() {
        change(owner -> owner.others.add(owner.lines.get(0)));

        assertUpdated("others");
    }

    @Test
    void collectionInEmbeddableIsUpdateOfTheEmbeddable() {
        change(owner -> owner.details.notes.add("b"));

        // Without events of collections, all that Hibernate tells is the version
        assertUpdated(told, EVENTS_ARE_SAFE ? new String[] {"details"} : new String[0]);
    }

    @Test
    void severalCollectionsOverSeveralFlushesAreOneUpdate() {
        given();
        factory.inTransaction(session -> {
            session.find(type, 1).tags.add("b");
            session.flush();
            session.find(type, 1).scores.put("b", 2);
            session.flush();
            session.clear();
            session.find(type, 1).lines.add(new Line(2));
        });

        assertUpdated("tags", "scores", "lines");
    }

    @Test
    void insertWithCollectionsIsInsertAlone() {
        factory.inTransaction(session -> {
            Owner owner = owner();
            session.persist(owner);
            session.flush();
            owner.tags.add("b");
        });

        assertThat(Told.operations()).containsExactly(INSERT);
        assertThat(Told.change().changedAttributes()).isEmpty();
    }

    @Test
    void deleteWithCollectionsIsDeleteAlone() {
        given();
        factory.inTransaction(session -> session.remove(session.find(type, 1)));

        assertThat(Told.operations()).containsExactly(DELETE);
        assertThat(Told.change().changedAttributes()).isEmpty();
    }

    @Test
    void deleteAfterChangeOfCollectionIsDelete() {
        given();
        factory.inTransaction(session -> {
            Owner owner = session.find(type, 1);
            owner.tags.add("b");
            session.flush();
            session.remove(owner);
        });

        assertThat(Told.operations()).containsExactly(DELETE);
    }

    @Test
    void insertAndDeleteWithCollectionsIsNothing() {
        factory.inTransaction(session -> {
            Owner owner = owner();
            session.persist(owner);
            session.flush();
            session.remove(owner);
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void deleteOfReferenceWithCollectionsIsDelete() {
        given();
        factory.inTransaction(session -> session.remove(session.getReference(type, 1)));

        assertThat(Told.operations()).containsExactly(DELETE);
        assertThat(factory.count(type)).isZero();
    }

    @Test
    void collectionThatIsReadIsNothing() {
        change(owner -> assertThat(owner.tags).containsExactly("a"));

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void changeOfElementOfOneToManyIsNothing() {
        change(owner -> owner.lines.get(0).number = 2);

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void methodThatWaitsForCollectionIsCalled() {
        change(owner -> owner.tags.add("b"));

        assertThat(Told.calls()).isEqualTo(told ? List.of("tags") : List.of());
    }

    private void assertUpdated(String... attributes) {
        assertUpdated(told, attributes);
    }

    // A replaced collection is a changed attribute of its owner, of which Hibernate tells in any case
    private static void assertUpdated(boolean told, String... attributes) {
        assertThat(Told.changes()).hasSize(told ? 1 : 0).allSatisfy(change -> {
            assertThat(change.operation()).isEqualTo(UPDATE);
            assertThat(change.changedAttributes()).contains(attributes);
            assertThat(change.isChanged("name")).isFalse();
            assertThat(change.newValue("name")).isEqualTo("a");
        });
    }

    private void change(Consumer<Owner> change) {
        given();
        factory.inTransaction(session -> change.accept(session.find(type, 1)));
    }

    private void given() {
        factory.inTransaction(session -> session.persist(owner()));
        Told.forget();
    }

    private Owner owner() {
        return type == Versioned.class ? new Versioned() : new Unversioned();
    }

    @MappedSuperclass
    abstract static class Owner {
        @Id
        int id = 1;

        String name = "a";

        @ElementCollection
        List<String> tags = new ArrayList<>(List.of("a"));

        @ElementCollection
        Map<String, Integer> scores = new HashMap<>(Map.of("a", 1));

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "owner_id")
        List<Line> lines = new ArrayList<>(List.of(new Line(1)));

        @ManyToMany
        Set<Line> others = new HashSet<>();

        @Embedded
        Details details = new Details();

        @PostCommit
        private void told(EntityChange<?> change) {
            Told.change(change);
        }

        @PostCommit(ifChanged = "tags")
        private void tagsChanged() {
            Told.call("tags");
        }
    }

    @Entity(name = "Versioned")
    static class Versioned extends Owner {
        @Version
        int version;
    }

    @Entity(name = "Unversioned")
    static class Unversioned extends Owner {}

    @Embeddable
    static class Details {
        String text = "a";

        @ElementCollection
        List<String> notes = new ArrayList<>(List.of("a"));
    }

    @Entity(name = "Line")
    static class Line {
        @Id
        int id;

        int number = 1;

        Line() {}

        Line(int id) {
            this.id = id;
        }
    }
}
