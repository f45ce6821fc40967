package dev.aftercommit.internal.callback;

import dev.aftercommit.PostCommit;
import dev.aftercommit.PostRollback;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The annotated methods of a class and its superclasses. */
final class AnnotatedMethods {

    private AnnotatedMethods() {}

    /**
     * The methods that an instance of the class is called on, those of superclasses first. A method that is overridden is
     * left out, whether or not the overriding one is annotated. Within a class they stand in the order of their names,
     * since Java promises no other.
     */
    static List<Method> of(Class<?> type) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> declaring : superclassesFirst(type)) {
            List<Method> declared = withoutCopies(declaring.getDeclaredMethods());
            methods.removeIf(former -> declared.stream().anyMatch(method -> overrides(method, former)));
            declared.stream()
                    .filter(method -> !method.isSynthetic() && isAnnotated(method))
                    .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                    .forEach(methods::add);
        }
        return methods;
    }

    /** The annotated methods of the interfaces of the class, none of which is a callback. */
    static Set<Method> ofInterfaces(Class<?> type) {
        Set<Method> methods = new LinkedHashSet<>();
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            for (Class<?> implemented : current.getInterfaces()) {
                Arrays.stream(implemented.getMethods())
                        .filter(AnnotatedMethods::isAnnotated)
                        .forEach(methods::add);
            }
        }
        return methods;
    }

    static List<Class<?>> superclassesFirst(Class<?> type) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> current = type; current != null && current != Object.class; current = current.getSuperclass()) {
            classes.add(0, current);
        }
        return classes;
    }

    // The compiler gives a public class bridges to the public methods of a superclass that is not: they override
    // nothing. A bridge to a method of the class itself does, where the overridden one takes a type variable
    private static List<Method> withoutCopies(Method[] declared) {
        return Arrays.stream(declared)
                .filter(method -> !method.isBridge() || leadsToMethodOf(declared, method))
                .toList();
    }

    private static boolean leadsToMethodOf(Method[] declared, Method bridge) {
        return Arrays.stream(declared)
                .anyMatch(method -> !method.isBridge()
                        && method.getName().equals(bridge.getName())
                        && method.getParameterCount() == bridge.getParameterCount());
    }

    private static boolean isAnnotated(Method method) {
        return method.isAnnotationPresent(PostCommit.class) || method.isAnnotationPresent(PostRollback.class);
    }

    private static boolean overrides(Method method, Method former) {
        return method.getName().equals(former.getName())
                && Arrays.equals(method.getParameterTypes(), former.getParameterTypes())
                && !Modifier.isStatic(method.getModifiers())
                && !Modifier.isPrivate(method.getModifiers())
                && isOverridable(former, method.getDeclaringClass());
    }

    private static boolean isOverridable(Method method, Class<?> by) {
        int modifiers = method.getModifiers();
        if (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)) {
            return true;
        }
        return !Modifier.isPrivate(modifiers)
                && by.getPackage() == method.getDeclaringClass().getPackage();
    }
}
