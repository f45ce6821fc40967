package dev.aftercommit.internal.callback;

import static dev.aftercommit.internal.log.AfterCommitLog.LOG;
import static java.util.stream.Collectors.joining;

import dev.aftercommit.EntityChange;
import dev.aftercommit.internal.callback.CallbackMethod.Argument;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads annotated methods, each as one callback for each annotation, or finds what is wrong with them. */
final class CallbackMethodReader {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final ListenerInstances listeners;
    private final Collection<String> faults;

    CallbackMethodReader(ListenerInstances listeners, Collection<String> faults) {
        this.listeners = listeners;
        this.faults = faults;
    }

    List<CallbackMethod> methodOfEntity(Method method, MappedEntity entity) {
        Argument argument = argumentOfEntityMethod(method);
        return read(
                method,
                entity,
                argument,
                null,
                annotation -> LOG.entityMethodArguments(annotation, name(method), arguments(method)));
    }

    List<CallbackMethod> methodOfListener(Method method, Class<?> listener, MappedEntity entity) {
        Argument argument = argumentOfListenerMethod(method, entity);
        return read(
                method,
                entity,
                argument,
                () -> listeners.get(listener, method),
                annotation -> LOG.listenerMethodArguments(annotation, name(method), arguments(method), entity.name()));
    }

    void methodOfEmbeddable(Method method) {
        CallbackAnnotation.of(method).forEach(a -> faults.add(LOG.methodOfEmbeddable(a.name(), name(method))));
    }

    void methodOfInterface(Method method) {
        CallbackAnnotation.of(method).forEach(a -> faults.add(LOG.methodOfInterface(a.name(), name(method))));
    }

    private List<CallbackMethod> read(
            Method method,
            MappedEntity entity,
            @Nullable Argument argument,
            @Nullable Supplier<?> receiver,
            ArgumentFault argumentFault) {
        List<CallbackMethod> callbacks = new ArrayList<>(1);
        for (CallbackAnnotation annotation : CallbackAnnotation.of(method)) {
            List<String> found = new ArrayList<>();
            checkModifiers(method, annotation.name(), found);
            if (argument == null) {
                found.add(argumentFault.of(annotation.name()));
            } else if (argument == Argument.CHANGE) {
                checkChange(method, annotation.name(), entity, found);
            }
            checkAttributes(method, annotation, entity, found);
            MethodHandle handle = found.isEmpty() ? unreflect(method, annotation.name(), found) : null;
            if (handle != null && argument != null) {
                callbacks.add(new CallbackMethod(
                        "@" + annotation.name() + " " + name(method),
                        annotation.outcome(),
                        annotation.operations(),
                        Set.copyOf(annotation.ifChanged()),
                        handle,
                        receiver,
                        argument));
            }
            faults.addAll(found);
        }
        return callbacks;
    }

    private static void checkModifiers(Method method, String annotation, List<String> found) {
        if (Modifier.isStatic(method.getModifiers())) {
            found.add(LOG.staticMethod(annotation, name(method)));
        }
        if (Modifier.isAbstract(method.getModifiers())) {
            found.add(LOG.abstractMethod(annotation, name(method)));
        }
        if (method.getReturnType() != void.class) {
            found.add(LOG.nonVoidMethod(
                    annotation, name(method), method.getReturnType().getTypeName()));
        }
    }

    private static void checkChange(Method method, String annotation, MappedEntity entity, List<String> found) {
        Type change = method.getGenericParameterTypes()[0];
        if (!ChangedType.canBe(entity.type(), change)) {
            found.add(LOG.changeOfSomethingElse(annotation, name(method), change.getTypeName(), entity.name()));
        }
    }

    private static void checkAttributes(
            Method method, CallbackAnnotation annotation, MappedEntity entity, List<String> found) {
        Set<String> known = entity.attributes();
        for (String attribute : annotation.ifChanged()) {
            if (!known.contains(attribute)) {
                found.add(LOG.unknownAttribute(
                        annotation.name(), name(method), attribute, entity.name(), String.join(", ", known)));
            }
        }
        if (annotation.namesAttributesInVain()) {
            found.add(LOG.ifChangedWithoutUpdate(annotation.name(), name(method)));
        }
    }

    private static @Nullable MethodHandle unreflect(Method method, String annotation, List<String> found) {
        try {
            method.setAccessible(true);
            MethodHandle handle = LOOKUP.unreflect(method);
            return handle.asType(handle.type().generic().changeReturnType(void.class));
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            found.add(LOG.inaccessibleMethod(annotation, name(method), String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static @Nullable Argument argumentOfEntityMethod(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length == 0) {
            return Argument.NONE;
        }
        return parameters.length == 1 && parameters[0] == EntityChange.class ? Argument.CHANGE : null;
    }

    private static @Nullable Argument argumentOfListenerMethod(Method method, MappedEntity entity) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != 1) {
            return null;
        } else if (parameters[0] == EntityChange.class) {
            return Argument.CHANGE;
        }
        return parameters[0].isAssignableFrom(entity.type()) ? Argument.ENTITY : null;
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName() + "()";
    }

    private static String arguments(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Class::getTypeName).collect(joining(", "));
    }

    @FunctionalInterface
    private interface ArgumentFault {
        String of(String annotation);
    }
}
