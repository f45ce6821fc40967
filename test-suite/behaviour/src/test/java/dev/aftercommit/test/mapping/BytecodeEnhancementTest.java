package dev.aftercommit.test.mapping;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aftercommit.EntityChange;
import dev.aftercommit.test.entity.Told;
import dev.aftercommit.test.support.TestFactory;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R20: entities whose byte code Hibernate has enhanced, with dirty tracking and lazy attributes. */
@ExtendWith(Told.class)
class BytecodeEnhancementTest {

    private final Class<? extends Document> type;

    @RegisterExtension
    final TestFactory factory;

    BytecodeEnhancementTest() throws ClassNotFoundException {
        EnhancingClassLoader loader = new EnhancingClassLoader(EnhancedDocument.class, EnhancedBase.class);
        type = loader.loadClass(EnhancedDocument.class.getName()).asSubclass(Document.class);
        factory = TestFactory.of(type).loadedBy(loader);
    }

    @BeforeEach
    void persist() {
        factory.inTransaction(session -> session.persist(document(1)));
        Told.forget();
    }

    @Test
    void entityIsEnhanced() {
        assertThat(document(2)).isInstanceOf(SelfDirtinessTracker.class);
        assertThat(document(2)).isInstanceOf(PersistentAttributeInterceptable.class);
    }

    @Test
    void callsMethodsOfEntityAndOfMappedSuperclass() {
        factory.inTransaction(session -> session.persist(document(2)));

        assertThat(Told.operations()).containsExactly(INSERT);
        assertThat(Told.calls()).containsExactly("base", "document 2");
    }

    @Test
    void tellsChangedAttributes() {
        change(document -> document.setTitle("b"), document -> document.setPages(2));

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).contains("title", "pages").doesNotContain("text", "tags");
        assertThat(Told.change().oldValue("title")).isEqualTo("a");
        assertThat(Told.change().newValue("pages")).isEqualTo(2);
    }

    @Test
    void tellsOldValueBeforeFirstFlush() {
        change(document -> document.setTitle("b"), document -> document.setTitle("c"));

        assertThat(Told.change().oldValue("title")).isEqualTo("a");
        assertThat(Told.change().newValue("title")).isEqualTo("c");
    }

    @Test
    void leavesAttributeThatIsNotLoadedAlone() {
        change(document -> document.setTitle("b"));
        EntityChange<?> change = Told.change();

        assertThat(change.isChanged("text")).isFalse();
        assertThat(change.oldValue("text")).isNull();
        assertThat(change.newValue("text")).isNull();
        assertThat(Hibernate.isPropertyInitialized(change.entity(), "text")).isFalse();
    }

    @Test
    void tellsAttributeThatWasWrittenWithoutBeingLoaded() {
        change(document -> document.setText("b"));

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).contains("text").doesNotContain("title");
        assertThat(Told.change().newValue("text")).isEqualTo("b");
    }

    @Test
    void tellsAttributeThatWasLoadedAndWritten() {
        change(document -> document.setText(document.getText() + "b"));

        assertThat(Told.change().changedAttributes()).contains("text").doesNotContain("title");
        assertThat(Told.change().oldValue("text")).isEqualTo("a");
        assertThat(Told.change().newValue("text")).isEqualTo("ab");
    }

    @Test
    void tellsNothingOfAttributeThatIsLoadedBetweenFlushes() {
        change(document -> document.setTitle("b"), document -> {
            assertThat(document.getText()).isEqualTo("a");
            document.setPages(2);
        });

        assertThat(Told.change().changedAttributes()).contains("title", "pages").doesNotContain("text");
    }

    @Test
    void tellsCollectionThatChangedAlone() {
        change(document -> document.getTags().add("b"));

        assertThat(Told.operations()).containsExactly(UPDATE);
        assertThat(Told.change().changedAttributes()).contains("tags").doesNotContain("title", "text");
    }

    @Test
    void tellsDeleteOfEntityWithAttributeThatIsNotLoaded() {
        factory.inTransaction(session -> {
            Document document = session.find(type, 1);
            document.setTitle("b");
            session.flush();
            session.remove(document);
        });

        assertThat(Told.operations()).containsExactly(DELETE);
        assertThat(Told.change().oldValue("title")).isEqualTo("a");
    }

    @Test
    void tellsDeleteOfReference() {
        factory.inTransaction(session -> session.remove(session.getReference(type, 1)));

        assertThat(Told.operations()).containsExactly(DELETE);
    }

    @SafeVarargs
    private void change(Consumer<Document>... flushes) {
        factory.inTransaction(session -> {
            for (Consumer<Document> flush : flushes) {
                changeAndFlush(session, flush);
            }
        });
    }

    private void changeAndFlush(Session session, Consumer<Document> change) {
        change.accept(session.find(type, 1));
        session.flush();
    }

    private Document document(int id) {
        try {
            Document document = type.getConstructor().newInstance();
            document.setId(id);
            return document;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
