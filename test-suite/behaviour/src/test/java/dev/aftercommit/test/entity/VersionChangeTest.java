package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R19: entities with a version. */
@ExtendWith(Told.class)
class VersionChangeTest {

    @RegisterExtension
    final TestFactory factory = TestFactory.of(Order.class, Line.class);

    @BeforeEach
    void persist() {
        factory.inTransaction(session -> {
            Order order = new Order();
            order.lines.add(new Line(1));
            session.persist(order);
        });
        Told.forget();
    }

    @Test
    void updateOfVersionByCollectionAloneIsUpdate() {
        factory.inTransaction(session -> session.find(Order.class, 1).lines.add(new Line(2)));

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).contains("lines").doesNotContain("name");
    }

    @Test
    void updateOfAttributeIsUpdateWithIt() {
        factory.inTransaction(session -> session.find(Order.class, 1).name = "b");

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).contains("name").doesNotContain("lines");
    }

    @Test
    void updateThatIsTakenBackIsNothingThoughTheVersionRose() {
        factory.inTransaction(session -> {
            session.find(Order.class, 1).name = "b";
            session.flush();
            session.find(Order.class, 1).name = "a";
        });

        assertThat(Told.changes()).isEmpty();
    }

    @Test
    void versionIsAnAttribute() {
        factory.inTransaction(session -> session.find(Order.class, 1).name = "b");

        assertThat(Told.change().oldValue("version")).isEqualTo(0);
        assertThat(Told.change().newValue("version")).isEqualTo(1);
    }

    @Entity(name = "Orders")
    static class Order {
        @Id
        int id = 1;

        @Version
        int version;

        String name = "a";

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "order_id")
        List<Line> lines = new ArrayList<>();

        @PostCommit
        void told(EntityChange<Order> change) {
            Told.change(change);
        }
    }

    @Entity(name = "Line")
    static class Line {
        @Id
        int id;

        @ManyToOne
        Line next;

        Line() {}

        Line(int id) {
            this.id = id;
        }
    }
}
