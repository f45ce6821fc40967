package dev.aftercommit.test.fuzz;

import dev.aftercommit.EntityOperation;
import dev.aftercommit.test.fuzz.CallbackShape.Annotation;
import dev.aftercommit.test.fuzz.CallbackShape.Parameters;
import dev.aftercommit.test.fuzz.CallbackShape.Place;
import dev.aftercommit.test.fuzz.MappingShape.Construction;
import dev.aftercommit.test.fuzz.MappingShape.Trait;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Makes up what an entity is like from a seed. */
final class MappingGenerator {

    // What javac gives to a method that only passes its arguments on to the one that was written
    static final int BRIDGE = 0x1040;

    private final Random random;

    private MappingGenerator(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    static MappingShape mapping(long seed) {
        return new MappingGenerator(seed).mapping((seed % 3 == 0 ? "Outer$" : "") + "Entity" + seed);
    }

    private MappingShape mapping(String entity) {
        List<CallbackShape> methods = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int number = 0; number < count; number++) {
            CallbackShape method = method("method" + number);
            if (method.place().isGeneric() && method.canBeOverridden() && random.nextInt(3) == 0) {
                methods.add(method.overriddenOne());
                methods.add(overriding(method));
            } else {
                methods.add(method);
            }
        }
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        Stream.of(Trait.values()).filter(trait -> random.nextInt(4) == 0).forEach(traits::add);
        return new MappingShape(entity, likely(Construction.PUBLIC, Construction.values()), traits, methods);
    }

    private CallbackShape overriding(CallbackShape method) {
        Place place = switch (method.place()) {
            case ROOT -> one(Place.SUPERCLASS, Place.ENTITY);
            case SUPERCLASS -> Place.ENTITY;
            default -> Place.LISTENER;
        };
        int modifiers = method.modifiers() & ~Modifier.ABSTRACT;
        List<Annotation> annotations = random.nextBoolean() ? List.of() : annotations();
        Parameters parameters = place == Place.LISTENER && method.parameters() == Parameters.VARIABLE
                ? Parameters.ENTITY_FOR_VARIABLE
                : method.parameters();
        return new CallbackShape(method.name(), place, modifiers, parameters, void.class, annotations, false);
    }

    private CallbackShape method(String name) {
        Place place = one(
                Place.ENTITY, Place.ENTITY, Place.SUPERCLASS, Place.ROOT, Place.LISTENER, Place.LISTENER_SUPERCLASS);
        if (random.nextInt(30) == 0) {
            place = one(Place.INTERFACE, Place.EMBEDDABLE);
        }
        Parameters fitting = place.isOfListener()
                ? one(Parameters.CHANGE, Parameters.ENTITY, Parameters.OBJECT, Parameters.VARIABLE)
                : one(Parameters.NONE, Parameters.CHANGE, Parameters.CHANGE_OF_ENTITY, Parameters.CHANGE_OF_VARIABLE);
        Class<?> returned = likely(void.class, int.class, Void.class, Object.class, String[].class);
        Parameters parameters = likely(fitting, Parameters.values());
        return new CallbackShape(name, place, modifiers(place), parameters, returned, annotations(), false);
    }

    private int modifiers(Place place) {
        if (place == Place.INTERFACE) {
            return Modifier.PUBLIC | one(0, Modifier.STATIC, Modifier.ABSTRACT);
        }
        if (place.isGeneric() && random.nextInt(10) == 0) {
            return Modifier.ABSTRACT | one(0, Modifier.PUBLIC, Modifier.PROTECTED);
        }
        int visibility = one(0, Modifier.PUBLIC, Modifier.PROTECTED, Modifier.PRIVATE);
        int more = likely(0, Modifier.FINAL, Modifier.SYNCHRONIZED, Modifier.STATIC, Modifier.STRICT, BRIDGE);
        return visibility | more;
    }

    private List<Annotation> annotations() {
        return switch (random.nextInt(4)) {
            case 0 -> List.of(annotation(false));
            case 1 -> List.of(annotation(true), annotation(false));
            default -> List.of(annotation(true));
        };
    }

    private Annotation annotation(boolean commit) {
        Set<EntityOperation> on = EnumSet.noneOf(EntityOperation.class);
        if (random.nextBoolean()) {
            Stream.of(EntityOperation.values())
                    .filter(operation -> random.nextBoolean())
                    .forEach(on::add);
        }
        List<String> ifChanged = new ArrayList<>();
        if (commit && random.nextInt(4) == 0) {
            ifChanged.add(likely(one("name", "number"), "", "Name", "nam", "name ", "no\u00eb", "class"));
            if (random.nextBoolean()) {
                ifChanged.add(one("name", "number"));
            }
        }
        return new Annotation(commit, on, ifChanged);
    }

    /** The first in nine of ten cases. */
    @SafeVarargs
    private <T> T likely(T usual, T... others) {
        return random.nextInt(10) > 0 ? usual : others[random.nextInt(others.length)];
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }
}
