package dev.aftercommit.test.fuzz;

import static dev.aftercommit.EntityOperation.DELETE;
import static dev.aftercommit.EntityOperation.INSERT;
import static dev.aftercommit.EntityOperation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.aftercommit.EntityOperation;
import dev.aftercommit.test.fuzz.CallbackShape.Annotation;
import dev.aftercommit.test.fuzz.CallbackShape.Parameters;
import dev.aftercommit.test.fuzz.CallbackShape.Place;
import dev.aftercommit.test.fuzz.MappingShape.Construction;
import dev.aftercommit.test.support.CapturedLog;
import dev.aftercommit.test.support.TestFactory;
import java.lang.reflect.Modifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hibernate.MappingException;
import org.hibernate.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R17, R18, R22: a callback method of whatever shape is either called exactly once, or refused by name")
@Tag("h2")
class RandomMappingsTest {

    private static final int AT_ONCE = 25;
    private static final Pattern FAULT = Pattern.compile("@Post\\w+ on method '([^']+)'\\. Found: .+ Expected");

    @RegisterExtension
    final CapturedLog log = new CapturedLog();

    @Test
    void areCalledOnceOrRefusedByName() throws SQLException {
        long seed = Long.getLong("fuzz.seed", 1);
        int cases = Integer.getInteger("fuzz.cases", 50);
        long begin = System.nanoTime();
        int refused = 0;
        for (long first = seed; first < seed + cases; first += AT_ONCE) {
            List<MappingShape> mappings = LongStream.range(first, Math.min(first + AT_ONCE, seed + cases))
                    .mapToObj(MappingGenerator::mapping)
                    .toList();
            List<MappingShape> fine =
                    mappings.stream().filter(mapping -> !isRefused(mapping)).toList();
            refused += mappings.size() - fine.size();
            if (fine.size() < mappings.size()) {
                requireRefusal(mappings);
            }
            requireCalls(fine, GeneratedClasses.of(fine));
        }
        System.out.printf(
                "Random mappings: %d from seed %d in %.1f s, %d of them refused%n",
                cases, seed, (System.nanoTime() - begin) / 1e9, refused);
    }

    @Test
    void findsOutThatAFactoryIsNotRefused() {
        List<MappingShape> mappings =
                List.of(MappingGenerator.mapping(1), MappingGenerator.mapping(2), MappingGenerator.mapping(3));
        assertThatThrownBy(() -> requireRefusal(
                        mappings.stream().filter(mapping -> !isRefused(mapping)).toList()))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void areCalledOnceWhereTheyHaveABridge() throws SQLException {
        CallbackShape overridden =
                method(Place.LISTENER_SUPERCLASS, Parameters.VARIABLE).overriddenOne();
        CallbackShape overriding = method(Place.LISTENER, Parameters.ENTITY_FOR_VARIABLE);
        List<MappingShape> mappings =
                List.of(new MappingShape("Bridged", Construction.PUBLIC, Set.of(), List.of(overridden, overriding)));
        requireCalls(mappings, GeneratedClasses.of(mappings));
    }

    @Test
    void findsOutThatACallIsMissed() {
        CallbackShape method = method(Place.ENTITY, Parameters.NONE);
        MappingShape told = new MappingShape("Told", Construction.PUBLIC, Set.of(), List.of(method));
        MappingShape untold = new MappingShape("Told", Construction.PUBLIC, Set.of(), List.of());
        ClassLoader loader = GeneratedClasses.of(List.of(untold));
        assertThatThrownBy(() -> requireCalls(List.of(told), loader))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("fuzzed.Told.told()");
    }

    @Test
    void findsOutThatACallIsOneTooMany() {
        MappingShape mapping = MappingGenerator.mapping(1);
        MappingShape silent = new MappingShape(mapping.entity(), mapping.listener(), mapping.traits(), List.of());
        ToldCalls.told("fuzzed.Unknown.told()");
        assertThatThrownBy(() -> requireCalls(List.of(silent), GeneratedClasses.of(List.of(silent))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("fuzzed.Unknown.told()");
    }

    private static CallbackShape method(Place place, Parameters parameters) {
        List<Annotation> annotations = List.of(new Annotation(true, Set.of(INSERT), List.of()));
        return new CallbackShape("told", place, Modifier.PUBLIC, parameters, void.class, annotations, false);
    }

    private static void requireRefusal(List<MappingShape> mappings) throws SQLException {
        try (TestFactory factory = factory(mappings, GeneratedClasses.of(mappings))) {
            Throwable refusal = catchThrowable(factory::get);
            assertThat(factory.connections().open())
                    .as("connections that are still open")
                    .isZero();
            assertThat(refusal).as("%s", mappings).isInstanceOf(MappingException.class);
            assertThat(refusal).hasMessageStartingWith("HAC000033: Invalid callback methods:");
            assertThat(FAULT.matcher(refusal.getMessage()).results().map(MatchResult::toString))
                    .as("what is refused")
                    .isNotEmpty();
            assertThat(new TreeSet<>(FAULT.matcher(refusal.getMessage())
                            .results()
                            .map(fault -> fault.group(1))
                            .toList()))
                    .as("what is refused of %s", mappings)
                    .isEqualTo(new TreeSet<>(
                            namesOf(mappings, (mapping, method) -> MappingRules.isRefused(mapping, method))));
        }
    }

    private void requireCalls(List<MappingShape> mappings, ClassLoader loader) throws SQLException {
        try (TestFactory factory = factory(mappings, loader)) {
            List<Class<?>> types = mappings.stream()
                    .<Class<?>>map(mapping -> type(mapping, loader))
                    .toList();
            factory.inTransaction(session -> types.forEach(type -> session.persist(instance(type))));
            requireCalls(mappings, true, INSERT, List.of());
            factory.inTransaction(session -> types.forEach(type -> set(session.find(type, 1), "name", "b")));
            requireCalls(mappings, true, UPDATE, List.of("name"));
            factory.inTransaction(session -> rollBack(session, types));
            requireCalls(mappings, false, UPDATE, List.of("number"));
            factory.inTransaction(session -> types.forEach(type -> session.remove(session.find(type, 1))));
            requireCalls(mappings, true, DELETE, List.of());
        }
    }

    private void requireCalls(
            List<MappingShape> mappings, boolean committed, EntityOperation operation, List<String> changed) {
        List<String> expected = namesOf(
                mappings,
                (mapping, method) -> MappingRules.calls(mapping, method, committed, operation, changed)
                        && MappingRules.canBeReached(method, mapping.listener()));
        List<String> unreachable = namesOf(
                mappings,
                (mapping, method) -> MappingRules.calls(mapping, method, committed, operation, changed)
                        && !MappingRules.canBeReached(method, mapping.listener()));
        assertThat(ToldCalls.take())
                .as("called for %s of %s", operation, mappings)
                .isEqualTo(expected);
        assertThat(log.messages())
                .as("failures for %s of %s", operation, mappings)
                .hasSameSizeAs(unreachable)
                .allMatch(message -> message.contains("HAC000001"));
        unreachable.forEach(name ->
                assertThat(log.messages()).anyMatch(message -> message.contains(name.substring(0, name.length() - 2))));
        log.clear();
    }

    private static List<String> namesOf(List<MappingShape> mappings, Choice choice) {
        return mappings.stream()
                .flatMap(mapping -> mapping.methods().stream()
                        .filter(method -> choice.takes(mapping, method))
                        .map(mapping::nameOf))
                .sorted()
                .toList();
    }

    private static boolean isRefused(MappingShape mapping) {
        return mapping.methods().stream().anyMatch(method -> MappingRules.isRefused(mapping, method));
    }

    private static TestFactory factory(List<MappingShape> mappings, ClassLoader loader) {
        Stream<Class<?>> types = mappings.stream()
                .flatMap(mapping -> Stream.of(Place.ROOT, Place.SUPERCLASS, Place.ENTITY)
                        .filter(place -> place == Place.ENTITY || mapping.has(place))
                        .map(place -> load(loader, mapping.nameOf(place))));
        return TestFactory.of(types.toArray(Class<?>[]::new)).loadedBy(loader);
    }

    private static Class<?> type(MappingShape mapping, ClassLoader loader) {
        return load(loader, mapping.nameOf(Place.ENTITY));
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object instance(Class<?> type) {
        try {
            Object instance = type.getConstructor().newInstance();
            set(instance, "id", 1);
            set(instance, "name", "a");
            return instance;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Object entity, String field, Object value) {
        try {
            entity.getClass().getField(field).set(entity, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rollBack(Session session, List<Class<?>> types) {
        types.forEach(type -> set(session.find(type, 1), "number", 2));
        session.flush();
        session.getTransaction().setRollbackOnly();
    }

    @FunctionalInterface
    private interface Choice {
        boolean takes(MappingShape mapping, CallbackShape method);
    }
}
