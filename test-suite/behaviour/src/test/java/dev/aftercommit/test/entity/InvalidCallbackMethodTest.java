package dev.aftercommit.test.entity;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPSERT;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aftercommit.EntityChange;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.test.support.TestFactory;
import jakarta.persistence.Basic;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.MappingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R18: what is no callback method is an error when the factory is built. */
class InvalidCallbackMethodTest {

    private static final String NAME = InvalidCallbackMethodTest.class.getName();

    @Test
    void refusesStaticMethod() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$Static.told()'. Found: a static method."
                        + " Expected: an instance method.",
                Static.class);
    }

    @Test
    void refusesAbstractMethod() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$Abstract.told()'. Found: an abstract method."
                        + " Expected: a method with a body.",
                Abstract.class);
    }

    @Test
    void refusesAbstractMethodOfMappedSuperclassThatIsNotOverridden() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$AbstractBase.told()'. Found: an abstract method."
                        + " Expected: a method with a body.",
                AbstractBelow.class);
    }

    @Test
    void refusesMethodThatReturnsSomething() {
        assertRefused(
                "@PostRollback on method '" + NAME + "$Returning.told()'. Found: a method that returns"
                        + " 'java.util.List'. Expected: void.",
                Returning.class);
    }

    @Test
    void refusesMethodOfEntityThatTakesAnythingButEntityChange() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$Taking.told()'. Found: the arguments (java.lang.String)."
                        + " Expected: no argument, or one EntityChange.",
                Taking.class);
    }

    @Test
    void refusesMethodOfEntityThatTakesTheEntity() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$TakingItself.told()'. Found: the arguments (" + NAME
                        + "$TakingItself). Expected: no argument, or one EntityChange.",
                TakingItself.class);
    }

    @Test
    void refusesMethodOfEntityThatTakesSeveralArguments() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$TakingTwo.told()'. Found: the arguments"
                        + " (dev.aftercommit.EntityChange, int[]). Expected: no argument, or one EntityChange.",
                TakingTwo.class);
    }

    @Test
    void refusesMethodOfListenerWithoutArgument() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$WithoutArgument.told()'. Found: the arguments (). Expected, in a"
                        + " listener of the entity '" + NAME + "$Deaf': one argument, the entity or an EntityChange.",
                Deaf.class);
    }

    @Test
    void refusesMethodOfListenerThatTakesAnotherEntity() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$OfValid.told()'. Found: the arguments (" + NAME
                        + "$Valid). Expected, in a listener of the entity '" + NAME
                        + "$Other': one argument, the entity or an EntityChange.",
                Other.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {OfText.class, OfAnother.class, OfArray.class, OfMoreThanItself.class, Bounded.class})
    void refusesMethodOfEntityThatTakesTheChangeOfSomethingElse(Class<?> entity) throws NoSuchMethodException {
        Type argument = entity.getDeclaredMethod("told", EntityChange.class).getGenericParameterTypes()[0];
        assertRefused(
                "@PostCommit on method '" + entity.getName() + ".told()'. Found: an argument of type '"
                        + argument.getTypeName() + "'. Expected: an EntityChange of the entity '" + entity.getName()
                        + "'.",
                entity);
    }

    @Test
    void refusesMethodOfListenerThatTakesTheChangeOfAnotherEntity() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$OfChangeOfValid.told()'. Found: an argument of type '"
                        + EntityChange.class.getName() + "<" + NAME
                        + "$Valid>'. Expected: an EntityChange of the entity '"
                        + NAME + "$WithListenerOfChange'.",
                WithListenerOfChange.class);
    }

    @Test
    void acceptsMethodsThatTakeChangesOfWhatTheEntityIs() throws SQLException {
        try (TestFactory factory = TestFactory.of(OfItself.class)) {
            factory.inTransaction(session -> session.persist(new OfItself()));
        }
        assertThat(OfItself.CALLS)
                .containsExactlyInAnyOrder("raw", "any", "itself", "base", "interface", "extends", "super", "variable");
    }

    @Test
    void refusesStaticMethodOfListener() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$StaticListener.told()'. Found: a static method."
                        + " Expected: an instance method.",
                WithStaticListener.class);
    }

    @Test
    void refusesMethodOfEmbeddable() {
        assertRefused(embeddable("Address"), WithEmbedded.class);
    }

    @Test
    void refusesMethodOfEmbeddableInEmbeddable() {
        assertRefused(embeddable("Address"), WithNested.class);
    }

    @Test
    void refusesMethodOfEmbeddedId() {
        assertRefused(embeddable("Key"), WithEmbeddedId.class);
    }

    @Test
    void refusesMethodOfEmbeddableInElementCollection() {
        assertRefused(embeddable("Address"), WithElements.class);
    }

    @Test
    void refusesMethodOfEmbeddableAsKeyOfMap() {
        assertRefused(embeddable("Key"), WithKeys.class);
    }

    @Test
    void refusesMethodThatEmbeddableInherits() {
        assertRefused(embeddable("PlaceBase"), WithInheritingEmbeddable.class);
    }

    @Test
    void refusesDefaultMethodOfInterface() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$Tellable.told()'. Found: a method of an interface."
                        + " Expected: a method of a class.",
                WithInterface.class);
    }

    @Test
    void refusesUnknownAttribute() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$UnknownAttribute.told()'. Found: 'ifChanged' names the unknown"
                        + " attribute 'colour' of the entity '" + NAME + "$UnknownAttribute'."
                        + " Expected one of: name, price.",
                UnknownAttribute.class);
    }

    @Test
    void refusesUnknownAttributeInListener() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$AttributeListener.told()'. Found: 'ifChanged' names the unknown"
                        + " attribute 'size' of the entity '" + NAME + "$WithAttributeListener'."
                        + " Expected one of: name.",
                WithAttributeListener.class);
    }

    @Test
    void refusesAttributesWhereNoOperationChangesAny() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$InVain.told()'. Found: 'ifChanged' with operations that change no"
                        + " attribute. Expected: UPDATE or UPSERT among the operations of 'on', or no 'on'.",
                InVain.class);
    }

    @Test
    void reportsAllFaultsTogether() {
        assertThatThrownBy(() -> build(SeveralFaults.class, Static.class))
                .isInstanceOf(MappingException.class)
                .message()
                .satisfies(message -> assertThat(message.lines())
                        .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                        Stream.of("HAC000033: Invalid callback methods:"),
                                        faultsOfBoth().map(fault -> "  " + fault))
                                .toList()));
    }

    @Test
    void reportsFaultOfMappedSuperclassOnce() {
        assertRefused(
                "@PostCommit on method '" + NAME + "$FaultyBase.told()'. Found: a static method."
                        + " Expected: an instance method.",
                BelowFaulty.class,
                BelowFaultyToo.class);
    }

    @Test
    void acceptsAttributesAmongOperationsThatChangeSome() throws SQLException {
        try (TestFactory factory = TestFactory.of(Valid.class)) {
            assertThat(factory.get().isOpen()).isTrue();
        }
    }

    private static Stream<String> faultsOfBoth() {
        return Stream.of(
                "@PostCommit on method '" + NAME + "$Static.told()'. Found: a static method."
                        + " Expected: an instance method.",
                "@PostRollback on method '" + NAME + "$SeveralFaults.first()'. Found: a method that returns 'int'."
                        + " Expected: void.",
                "@PostCommit on method '" + NAME + "$SeveralFaults.second()'. Found: a static method."
                        + " Expected: an instance method.",
                "@PostCommit on method '" + NAME + "$SeveralFaults.second()'. Found: the arguments (long)."
                        + " Expected: no argument, or one EntityChange.");
    }

    private static String embeddable(String type) {
        return "@PostCommit on method '" + NAME + "$" + type
                + ".told()'. Found: a method of an embeddable, which has no"
                + " life cycle of its own. Expected: a method of an entity, a mapped superclass or an entity listener.";
    }

    private static void assertRefused(String fault, Class<?>... entities) {
        assertThatThrownBy(() -> build(entities))
                .isInstanceOf(MappingException.class)
                .hasMessage(
                        Stream.of("HAC000033: Invalid callback methods:", fault).collect(joining("\n  ")));
    }

    private static void build(Class<?>... entities) throws SQLException {
        try (TestFactory factory = TestFactory.of(entities)) {
            factory.get();
        }
    }

    @Entity(name = "Valid")
    static class Valid {
        @Id
        int id;

        String name;

        @PostCommit(
                on = {DELETE, UPSERT},
                ifChanged = "name")
        void told() {}
    }

    @Entity(name = "StaticMethod")
    static class Static {
        @Id
        int id;

        @PostCommit
        static void told() {}
    }

    @Entity(name = "AbstractMethod")
    abstract static class Abstract {
        @Id
        int id;

        @PostCommit
        abstract void told();
    }

    @MappedSuperclass
    abstract static class AbstractBase {
        @Id
        int id;

        @PostCommit
        abstract void told();
    }

    @Entity(name = "AbstractBelow")
    abstract static class AbstractBelow extends AbstractBase {}

    @Entity(name = "Returning")
    static class Returning {
        @Id
        int id;

        @PostRollback
        List<String> told() {
            return List.of();
        }
    }

    @Entity(name = "Taking")
    static class Taking {
        @Id
        int id;

        @PostCommit
        void told(String argument) {}
    }

    @Entity(name = "TakingItself")
    static class TakingItself {
        @Id
        int id;

        @PostCommit
        void told(TakingItself argument) {}
    }

    @Entity(name = "TakingTwo")
    static class TakingTwo {
        @Id
        int id;

        @PostCommit
        void told(EntityChange<TakingTwo> change, int[] more) {}
    }

    @Entity(name = "Deaf")
    @EntityListeners(WithoutArgument.class)
    static class Deaf {
        @Id
        int id;
    }

    static class WithoutArgument {
        @PostCommit
        void told() {}
    }

    @Entity(name = "Other")
    @EntityListeners(OfValid.class)
    static class Other {
        @Id
        int id;
    }

    static class OfValid {
        @PostCommit
        void told(Valid entity) {}
    }

    @Entity(name = "OfText")
    static class OfText {
        @Id
        int id;

        @PostCommit
        void told(EntityChange<String> change) {}
    }

    @Entity(name = "OfAnother")
    static class OfAnother {
        @Id
        int id;

        @PostCommit
        void told(EntityChange<? extends Valid> change) {}
    }

    @Entity(name = "OfArray")
    static class OfArray {
        @Id
        int id;

        @PostCommit
        void told(EntityChange<List<OfArray>[]> change) {}
    }

    @Entity(name = "OfMoreThanItself")
    static class OfMoreThanItself {
        @Id
        int id;

        @PostCommit
        void told(EntityChange<Below> change) {}

        static class Below extends OfMoreThanItself {}
    }

    @Entity(name = "Bounded")
    static class Bounded {
        @Id
        int id;

        @PostCommit
        <T extends Number & Comparable<T>> void told(EntityChange<T> change) {}
    }

    @Entity(name = "WithListenerOfChange")
    @EntityListeners(OfChangeOfValid.class)
    static class WithListenerOfChange {
        @Id
        int id;
    }

    static class OfChangeOfValid {
        @PostCommit
        void told(EntityChange<Valid> change) {}
    }

    interface Numbered<N> {}

    @MappedSuperclass
    abstract static class Generic<T extends Generic<T>> {
        static final List<String> CALLS = new ArrayList<>();

        @PostCommit
        void variable(EntityChange<T> change) {
            CALLS.add("variable");
        }
    }

    @Entity(name = "OfItself")
    static class OfItself extends Generic<OfItself> implements Numbered<Integer> {
        @Id
        int id;

        @PostCommit
        @SuppressWarnings("rawtypes")
        void raw(EntityChange change) {
            CALLS.add("raw");
        }

        @PostCommit
        void any(EntityChange<?> change) {
            CALLS.add("any");
        }

        @PostCommit
        void itself(EntityChange<OfItself> change) {
            CALLS.add("itself");
        }

        @PostCommit
        void base(EntityChange<Generic<OfItself>> change) {
            CALLS.add("base");
        }

        @PostCommit
        void ofInterface(EntityChange<Numbered<Integer>> change) {
            CALLS.add("interface");
        }

        @PostCommit
        void below(EntityChange<? extends Generic<?>> change) {
            CALLS.add("extends");
        }

        @PostCommit
        void above(EntityChange<? super OfItself> change) {
            CALLS.add("super");
        }
    }

    @Entity(name = "WithStaticListener")
    @EntityListeners(StaticListener.class)
    static class WithStaticListener {
        @Id
        int id;
    }

    static class StaticListener {
        @PostCommit
        static void told(Object entity) {}
    }

    @Embeddable
    static class Address {
        String street;

        @PostCommit
        void told() {}
    }

    @Embeddable
    static class Person {
        String name;

        @Embedded
        Address address;
    }

    @Embeddable
    static class Key implements Serializable {
        int number;

        @PostCommit
        void told() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @MappedSuperclass
    static class PlaceBase {
        String name;

        @PostCommit
        void told() {}
    }

    @Embeddable
    static class Place extends PlaceBase {
        String country;
    }

    @Entity(name = "WithEmbedded")
    static class WithEmbedded {
        @Id
        int id;

        @Embedded
        Address address;
    }

    @Entity(name = "WithNested")
    static class WithNested {
        @Id
        int id;

        @Embedded
        Person person;
    }

    @Entity(name = "WithEmbeddedId")
    static class WithEmbeddedId {
        @EmbeddedId
        Key id;
    }

    @Entity(name = "WithElements")
    static class WithElements {
        @Id
        int id;

        @ElementCollection
        List<Address> addresses = new ArrayList<>();
    }

    @Entity(name = "WithKeys")
    static class WithKeys {
        @Id
        int id;

        @ElementCollection
        Map<Key, String> names = new HashMap<>();
    }

    @Entity(name = "WithInheritingEmbeddable")
    static class WithInheritingEmbeddable {
        @Id
        int id;

        @Embedded
        Place place;
    }

    interface Tellable {
        @PostCommit
        default void told() {}
    }

    @Entity(name = "WithInterface")
    static class WithInterface implements Tellable {
        @Id
        int id;
    }

    @Entity(name = "UnknownAttribute")
    static class UnknownAttribute {
        @Id
        int id;

        String name;

        @Basic
        int price;

        @PostCommit(ifChanged = {"name", "colour"})
        void told() {}
    }

    @Entity(name = "WithAttributeListener")
    @EntityListeners(AttributeListener.class)
    static class WithAttributeListener {
        @Id
        int id;

        String name;
    }

    static class AttributeListener {
        @PostCommit(ifChanged = "size")
        void told(Object entity) {}
    }

    @Entity(name = "InVain")
    static class InVain {
        @Id
        int id;

        String name;

        @PostCommit(
                on = {INSERT, DELETE},
                ifChanged = "name")
        void told() {}
    }

    @Entity(name = "SeveralFaults")
    static class SeveralFaults {
        @Id
        int id;

        @PostRollback
        int first() {
            return 0;
        }

        @PostCommit
        static void second(long argument) {}
    }

    @MappedSuperclass
    abstract static class FaultyBase {
        @Id
        int id;

        @PostCommit
        static void told() {}
    }

    @Entity(name = "BelowFaulty")
    static class BelowFaulty extends FaultyBase {}

    @Entity(name = "BelowFaultyToo")
    static class BelowFaultyToo extends FaultyBase {}
}
