package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.HibernateVersion;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R19, R22: owners of collections where no method is called for deletions, and in stateless sessions. */
@ExtendWith(Told.class)
class CollectionOwnerTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Album.class, Whole.class, Part.class);

    @Test
    void deleteOfOwnerIsNoUpdate() {
        given();
        factory.inTransaction(session -> session.remove(session.find(Album.class, 1)));

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void deleteOfOwnerWithLoadedCollectionIsNoUpdate() {
        given();
        factory.inTransaction(session -> {
            Album album = session.find(Album.class, 1);
            album.songs.add("b");
            session.flush();
            session.remove(album);
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void deleteOfReferenceIsNoUpdate() {
        given();
        factory.inTransaction(session -> session.remove(session.getReference(Album.class, 1)));

        assertThat(Told.changes()).isEmpty();
        assertThat(factory.count(Album.class)).isZero();
    }

    @Test
    void persistAndRemoveInOneFlushIsNothing() {
        factory.inTransaction(session -> {
            Album album = new Album();
            session.persist(album);
            session.remove(album);
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void insertAndDeleteIsNothing() {
        factory.inTransaction(session -> {
            Album album = new Album();
            session.persist(album);
            session.flush();
            session.remove(album);
        });

        assertThat(Told.changes()).isEmpty();
    }

    /** Hibernate 7.0 fails here where any listener of collections is registered. */
    @Test
    void statelessSessionInsertsOwner() {
        factory.get().inStatelessTransaction((StatelessSession session) -> session.insert(new Album()));

        assertThat(factory.count(Album.class)).isEqualTo(1);
        assertThat(Told.operations()).isSubsetOf(INSERT);
    }

    @Test
    void statelessSessionUpdatesOwner() {
        given();
        factory.get().inStatelessTransaction((StatelessSession session) -> session.update(new Album()));

        assertThat(factory.count(Album.class)).isEqualTo(1);
        assertThat(Told.operations()).isSubsetOf(UPDATE);
    }

    /** It raises no version, so that there are the events of collections alone, which cannot be asked for on 7.0. */
    @Test
    void inverseCollectionThatIsChangedIsUpdate() {
        factory.inTransaction(session -> session.persist(new Whole()));
        Told.forget();
        factory.inTransaction(session -> {
            Whole whole = session.find(Whole.class, 1);
            whole.parts.add(new Part(whole));
        });

        boolean told = HibernateVersion.isAtLeast(7, 1) || !HibernateVersion.isAtLeast(7, 0);
        assertThat(Told.changes()).hasSize(told ? 1 : 0).allSatisfy(change -> {
            assertThat(change.operation()).isEqualTo(UPDATE);
            assertThat(change.changedAttributes()).containsExactly("parts");
        });
    }

    private void given() {
        factory.inTransaction(session -> session.persist(new Album()));
        Told.forget();
    }

    @Entity(name = "Album")
    static class Album {
        @Id
        int id = 1;

        @ElementCollection
        List<String> songs = new ArrayList<>(List.of("a"));

        @PostCommit(on = {INSERT, UPDATE})
        void told(EntityChange<Album> change) {
            Told.change(change);
        }
    }

    @Entity(name = "Whole")
    static class Whole {
        @Id
        int id = 1;

        @Version
        int version;

        @OneToMany(mappedBy = "whole", cascade = CascadeType.ALL)
        List<Part> parts = new ArrayList<>();

        @PostCommit(on = UPDATE)
        void told(EntityChange<Whole> change) {
            Told.change(change);
        }
    }

    @Entity(name = "Part")
    static class Part {
        @Id
        int id = 1;

        @ManyToOne
        Whole whole;

        Part() {}

        Part(Whole whole) {
            this.whole = whole;
        }
    }
}
