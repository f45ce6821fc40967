package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R19: the attributes that a transaction changed, over all its flushes. */
@ExtendWith(Told.class)
class ChangedAttributesTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Product.class, Tagged.class, Unversioned.class);

    @BeforeEach
    void persist() {
        factory.inTransaction(session -> {
            session.persist(new Product());
            session.persist(new Tagged());
            session.persist(new Unversioned());
        });
        Told.forget();
    }

    @Test
    void areThoseOfEveryFlush() {
        factory.inTransaction(session -> {
            Product product = session.find(Product.class, 1);
            product.name = "b";
            session.flush();
            product.price = 2;
            session.flush();
            product.name = "c";
        });

        assertThat(Told.change().changedAttributes()).containsExactlyInAnyOrder("name", "price");
        assertThat(Told.change().isChanged("name")).isTrue();
        assertThat(Told.change().isChanged("note")).isFalse();
    }

    @Test
    void areWithoutThoseThatEndWhereTheyBegan() {
        factory.inTransaction(session -> {
            Product product = session.find(Product.class, 1);
            product.name = "b";
            session.flush();
            product.name = "a";
            product.price = 2;
        });

        assertThat(Told.change().changedAttributes()).containsExactly("price");
        assertThat(Told.change().isChanged("name")).isFalse();
    }

    @Test
    void areWithoutThoseThatEndWhereTheyBeganAsNull() {
        factory.inTransaction(session -> {
            Product product = session.find(Product.class, 1);
            product.note = "b";
            product.price = 2;
            session.flush();
            product.note = null;
        });

        assertThat(Told.change().changedAttributes()).containsExactly("price");
    }

    @Test
    void areWithoutThoseThatAreNotUpdatable() {
        factory.inTransaction(session -> {
            Product product = session.find(Product.class, 1);
            product.fixed = "b";
            product.price = 2;
        });

        assertThat(Told.change().changedAttributes()).containsExactly("price");
    }

    @Test
    void areNoneForInsertWithUpdate() {
        factory.inTransaction(session -> {
            Product product = new Product();
            product.id = 2;
            session.persist(product);
            session.flush();
            product.name = "b";
        });

        assertThat(Told.change().changedAttributes()).isEmpty();
        assertThat(Told.change().isChanged("name")).isFalse();
    }

    @Test
    void areNoneForDelete() {
        factory.inTransaction(session -> {
            Product product = session.find(Product.class, 1);
            product.name = "b";
            session.flush();
            session.remove(product);
        });

        assertThat(Told.change().changedAttributes()).isEmpty();
        assertThat(Told.change().isChanged("name")).isFalse();
    }

    @Test
    void cannotBeModified() {
        factory.inTransaction(session -> session.find(Product.class, 1).name = "b");
        Set<String> attributes = Told.change().changedAttributes();

        assertThatThrownBy(() -> attributes.add("price")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void nameCollectionThatIsChangedAlone() {
        factory.inTransaction(session -> session.find(Tagged.class, 1).tags.add("b"));

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).contains("tags").doesNotContain("name", "scores");
    }

    @Test
    void nameCollectionThatIsChangedBeforeFirstOfSeveralFlushes() {
        factory.inTransaction(session -> {
            Tagged tagged = session.find(Tagged.class, 1);
            tagged.tags.add("b");
            session.flush();
            tagged.name = "b";
        });

        assertThat(Told.change().changedAttributes()).contains("tags", "name").doesNotContain("scores");
    }

    @Test
    void nameCollectionsOfEveryKind() {
        factory.inTransaction(session -> {
            Tagged tagged = session.find(Tagged.class, 1);
            tagged.tags.remove("a");
            tagged.scores.put("a", 2);
            tagged.products.add(session.find(Product.class, 1));
        });

        assertThat(Told.change().changedAttributes())
                .contains("tags", "scores", "products")
                .doesNotContain("name");
    }

    @Test
    void nameCollectionThatIsReplaced() {
        factory.inTransaction(session -> session.find(Tagged.class, 1).tags = new ArrayList<>(List.of("b")));

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).contains("tags").doesNotContain("name", "scores");
        assertThat((List<?>) Told.change().newValue("tags")).hasToString("[b]");
    }

    @Test
    void nameCollectionThatIsReplacedByNone() {
        factory.inTransaction(session -> session.find(Tagged.class, 1).tags = null);

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).contains("tags").doesNotContain("name", "scores");
    }

    @Test
    void nameCollectionOfUnversionedEntityBesideAttribute() {
        factory.inTransaction(session -> {
            Unversioned unversioned = session.find(Unversioned.class, 1);
            unversioned.tags.add("b");
            unversioned.name = "b";
        });

        assertThat(Told.change().changedAttributes()).containsExactlyInAnyOrder("tags", "name");
    }

    @Test
    void leaveOutCollectionThatWasReadOnly() {
        factory.inTransaction(session -> {
            Tagged tagged = session.find(Tagged.class, 1);
            assertThat(tagged.tags).containsExactly("a");
            tagged.name = "b";
        });

        assertThat(Told.change().changedAttributes()).contains("name").doesNotContain("tags", "scores");
    }

    @Test
    void areAskedForByNameOfAttribute() {
        factory.inTransaction(session -> session.find(Product.class, 1).name = "b");
        EntityChange<?> change = Told.change();

        String message = "HAC000040: Unknown attribute 'colour' of the entity '" + Product.class.getName()
                + "'. Expected one of: fixed, name, note, price.";
        assertThatThrownBy(() -> change.isChanged("colour"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> change.oldValue("colour"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> change.newValue("colour"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @MappedSuperclass
    abstract static class Base {
        @Id
        int id = 1;

        String name = "a";

        @PostCommit
        private void told(EntityChange<?> change) {
            Told.change(change);
        }
    }

    @Entity(name = "Product")
    static class Product extends Base {
        int price = 1;
        String note;

        @Column(updatable = false)
        String fixed = "a";
    }

    @Entity(name = "Tagged")
    static class Tagged extends Base {
        @Version
        int version;

        @ElementCollection
        List<String> tags = new ArrayList<>(List.of("a"));

        @ElementCollection
        Map<String, Integer> scores = new HashMap<>(Map.of("a", 1));

        @ManyToMany
        Set<Product> products = new HashSet<>();
    }

    @Entity(name = "Unversioned")
    static class Unversioned extends Base {
        @ElementCollection
        List<String> tags = new ArrayList<>(List.of("a"));
    }
}
