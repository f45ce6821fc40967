package dev.aftercommit.test.fuzz;

import dev.aftercommit.EntityOperation;
import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import dev.aftercommit.test.fuzz.CallbackShape.Annotation;
import dev.aftercommit.test.fuzz.CallbackShape.Place;
import dev.aftercommit.test.fuzz.MappingShape.Construction;
import dev.aftercommit.test.fuzz.MappingShape.Trait;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.ExcludeDefaultListeners;
import jakarta.persistence.ExcludeSuperclassListeners;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.description.type.TypeDescription.Generic;
import net.bytebuddy.dynamic.DynamicType.Builder;
import net.bytebuddy.dynamic.DynamicType.Unloaded;
import net.bytebuddy.dynamic.loading.ByteArrayClassLoader;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;

/** Classes of the given shapes. */
final class GeneratedClasses {

    private final ByteBuddy buddy = new ByteBuddy(ClassFileVersion.JAVA_V17).with(TypeValidation.DISABLED);
    private final Map<String, byte[]> binaries = new HashMap<>();

    private GeneratedClasses() {}

    /** A loader of the classes of all the entities. */
    static ClassLoader of(List<MappingShape> mappings) {
        GeneratedClasses classes = new GeneratedClasses();
        mappings.forEach(classes::add);
        return new ByteArrayClassLoader(GeneratedClasses.class.getClassLoader(), classes.binaries);
    }

    private void add(MappingShape mapping) {
        TypeDescription forward = InstrumentedType.Default.of(
                mapping.nameOf(Place.ENTITY), Generic.OfNonGenericType.ForLoadedType.of(Object.class), Modifier.PUBLIC);
        Builder<?> entity = subclass(superclass(mapping, forward)).name(mapping.nameOf(Place.ENTITY));
        entity = entity.annotateType(AnnotationDescription.Builder.ofType(Entity.class)
                .define("name", mapping.entity().replace("Outer$", ""))
                .build());
        if (mapping.hasListener() && !mapping.is(Trait.LISTENER_OF_SUPERCLASS)) {
            entity = listening(entity, mapping, forward);
        }
        if (mapping.is(Trait.EXCLUDES_SUPERCLASS_LISTENERS)) {
            entity = entity.annotateType(AnnotationDescription.Builder.ofType(ExcludeSuperclassListeners.class)
                    .build());
        }
        if (mapping.is(Trait.EXCLUDES_DEFAULT_LISTENERS)) {
            entity = entity.annotateType(AnnotationDescription.Builder.ofType(ExcludeDefaultListeners.class)
                    .build());
        }
        entity = entity.defineField("id", int.class, Modifier.PUBLIC)
                .annotateField(AnnotationDescription.Builder.ofType(Id.class).build())
                .defineField("name", String.class, Modifier.PUBLIC)
                .defineField("number", int.class, Modifier.PUBLIC);
        if (mapping.has(Place.INTERFACE)) {
            Builder<?> face = buddy.makeInterface().name(mapping.nameOf(Place.INTERFACE));
            entity = entity.implement(make(mapping, Place.INTERFACE, face, forward));
        }
        if (mapping.has(Place.EMBEDDABLE)) {
            Builder<?> part = subclass(TypeDescription.ForLoadedType.of(Object.class))
                    .name(mapping.nameOf(Place.EMBEDDABLE))
                    .annotateType(AnnotationDescription.Builder.ofType(Embeddable.class)
                            .build())
                    .defineField("text", String.class, Modifier.PUBLIC);
            entity = entity.defineField("part", make(mapping, Place.EMBEDDABLE, part, forward), Modifier.PUBLIC);
        }
        make(mapping, Place.ENTITY, entity, forward);
    }

    private Generic superclass(MappingShape mapping, TypeDescription entity) {
        Generic superclass = Generic.OfNonGenericType.ForLoadedType.of(Object.class);
        for (Place place : List.of(Place.ROOT, Place.SUPERCLASS)) {
            if (mapping.has(place)) {
                superclass = of(entity, mappedSuperclass(mapping, place, superclass, entity));
            }
        }
        return superclass;
    }

    private TypeDescription mappedSuperclass(
            MappingShape mapping, Place place, Generic superclass, TypeDescription entity) {
        Builder<?> type = subclass(superclass)
                .name(mapping.nameOf(place))
                .modifiers(Modifier.PUBLIC | Modifier.ABSTRACT)
                .annotateType(AnnotationDescription.Builder.ofType(MappedSuperclass.class)
                        .build())
                .typeVariable("T");
        if (place == Place.SUPERCLASS && mapping.hasListener() && mapping.is(Trait.LISTENER_OF_SUPERCLASS)) {
            type = listening(type, mapping, entity);
        }
        return make(mapping, place, type, entity);
    }

    private static Generic of(TypeDescription entity, TypeDescription generic) {
        return Generic.Builder.parameterizedType(generic, entity).build();
    }

    private Builder<?> listening(Builder<?> type, MappingShape mapping, TypeDescription entity) {
        return type.annotateType(AnnotationDescription.Builder.ofType(EntityListeners.class)
                .defineTypeArray("value", listener(mapping, entity))
                .build());
    }

    private TypeDescription listener(MappingShape mapping, TypeDescription entity) {
        Generic base = Generic.OfNonGenericType.ForLoadedType.of(Object.class);
        if (mapping.has(Place.LISTENER_SUPERCLASS)) {
            Builder<?> superclass = subclass(base)
                    .name(mapping.nameOf(Place.LISTENER_SUPERCLASS))
                    .modifiers(Modifier.PUBLIC | Modifier.ABSTRACT)
                    .typeVariable("T");
            base = of(entity, make(mapping, Place.LISTENER_SUPERCLASS, superclass, entity));
        }
        Construction construction = mapping.listener();
        int visibility = construction == Construction.PRIVATE
                ? Modifier.PRIVATE
                : construction == Construction.PACKAGE ? 0 : Modifier.PUBLIC;
        Builder<?> listener = buddy.subclass(base, ConstructorStrategy.Default.NO_CONSTRUCTORS)
                .name(mapping.nameOf(Place.LISTENER))
                .modifiers(Modifier.PUBLIC | (construction == Construction.ABSTRACT ? Modifier.ABSTRACT : 0))
                .defineConstructor(visibility)
                .withParameters(arguments(construction))
                .intercept(MethodCall.invoke(base.getDeclaredMethods()
                                .filter(method -> method.isConstructor())
                                .getOnly())
                        .onSuper());
        return make(mapping, Place.LISTENER, listener, entity);
    }

    private static List<Class<?>> arguments(Construction construction) {
        return switch (construction) {
            case NEEDS_ARGUMENT -> List.of(int.class);
            // As javac gives an inner class the instance around it
            case INNER -> List.of(GeneratedClasses.class);
            default -> List.of();
        };
    }

    private Builder<?> subclass(TypeDefinition superclass) {
        return buddy.subclass(superclass, ConstructorStrategy.Default.DEFAULT_CONSTRUCTOR)
                .modifiers(Modifier.PUBLIC);
    }

    private TypeDescription make(MappingShape mapping, Place place, Builder<?> builder, TypeDescription entity) {
        Builder<?> type = builder;
        for (CallbackShape method : mapping.methods()) {
            if (method.place() == place) {
                type = define(type, mapping, method, GeneratedParameters.of(method, entity));
            }
        }
        Unloaded<?> made = type.make();
        made.getAllTypes().forEach((description, binary) -> binaries.put(description.getName(), binary));
        return made.getTypeDescription();
    }

    private static Builder<?> define(
            Builder<?> type, MappingShape mapping, CallbackShape method, List<? extends TypeDefinition> parameters) {
        Builder.MethodDefinition.ExceptionDefinition<?> declared = type.defineMethod(
                        method.name(), method.returned(), method.modifiers())
                .withParameters(parameters);
        Builder.MethodDefinition<?> definition = method.is(Modifier.ABSTRACT)
                ? declared.withoutCode()
                : declared.intercept(
                        method.returned() == void.class ? told(mapping.nameOf(method)) : StubMethod.INSTANCE);
        for (Annotation annotation : method.annotations()) {
            definition = definition.annotateMethod(annotation(annotation));
        }
        return definition;
    }

    private static Implementation told(String name) {
        try {
            return MethodCall.invoke(ToldCalls.class.getMethod("told", String.class))
                    .with(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AnnotationDescription annotation(Annotation annotation) {
        EntityOperation[] on = annotation.on().toArray(EntityOperation[]::new);
        if (!annotation.commit()) {
            return AnnotationDescription.Builder.ofType(PostRollback.class)
                    .defineEnumerationArray("on", EntityOperation.class, on)
                    .build();
        }
        return AnnotationDescription.Builder.ofType(PostCommit.class)
                .defineEnumerationArray("on", EntityOperation.class, on)
                .defineArray("ifChanged", annotation.ifChanged().toArray(String[]::new))
                .build();
    }
}
