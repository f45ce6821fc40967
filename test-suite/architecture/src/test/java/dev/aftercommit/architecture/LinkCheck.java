package dev.aftercommit.architecture;

import static java.util.stream.Collectors.joining;

import dev.aftercommit.architecture.References.Lambda;
import dev.aftercommit.architecture.References.Member;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds what would be a {@link LinkageError} at run time: types, fields and methods that a class names and that the class
 * path does not have, and abstract methods that nothing implements. What is reached by reflection or method handles is not
 * seen.
 */
final class LinkCheck {

    private static final List<String> CHECKED = List.of(
            "org/hibernate/",
            "jakarta/persistence/",
            "jakarta/transaction/",
            "org/jboss/logging/",
            "org/springframework/",
            "org/junit/",
            "org/assertj/",
            "io/quarkus/",
            "dev/aftercommit/");

    /** Needed by the compiler only. */
    private static final String UNCHECKED = "org/jboss/logging/annotations/";

    private record Fault(String what, String why) {}

    private final String version;
    private final ClassPath classPath;

    LinkCheck(String version, ClassPath classPath) {
        this.version = version;
        this.classPath = classPath;
    }

    /** A sentence for each fault. */
    List<String> faults(byte[] classFile) {
        References references = new References(classFile);
        List<Fault> faults = new ArrayList<>();
        references.types.stream().filter(LinkCheck::isChecked).forEach(type -> checkType(type, faults));
        references.members.stream()
                .filter(member -> isChecked(member.owner()))
                .forEach(member -> checkMember(member, faults));
        references.lambdas.stream()
                .filter(lambda -> isChecked(lambda.type()))
                .forEach(lambda -> checkLambda(lambda, faults));
        String name = new ClassReader(classFile).getClassName();
        checkImplementation(classPath.find(name).orElseThrow(), faults);
        return faults.stream()
                .map(fault -> "%s %s, %s in Hibernate %s.".formatted(readable(name), fault.what, fault.why, version))
                .distinct()
                .toList();
    }

    private static boolean isChecked(String type) {
        return CHECKED.stream().anyMatch(type::startsWith) && !type.startsWith(UNCHECKED);
    }

    private void checkType(String type, List<Fault> faults) {
        if (classPath.find(type).isEmpty()) {
            faults.add(new Fault("refers to " + readable(type), "which does not exist"));
        }
    }

    private void checkMember(Member member, List<Fault> faults) {
        Optional<ClassNode> owner = classPath.find(member.owner());
        if (owner.isEmpty()) {
            return; // told by checkType
        }
        String what = "refers to " + readable(member);
        Optional<Integer> access = access(owner.get(), member);
        if (access.isEmpty()) {
            // An ancestor from elsewhere, as CDI's interfaces, may have it.
            if (!classPath.isIncomplete(owner.get())) {
                faults.add(new Fault(what, "which does not exist"));
            }
        } else if (Modifier.isStatic(access.get()) != member.isStatic()) {
            faults.add(new Fault(what, "which is " + (member.isStatic() ? "not static" : "static")));
        } else if (member.isMethod() && Modifier.isInterface(owner.get().access) != member.ofInterface()) {
            faults.add(new Fault(what, "whose owner is " + (member.ofInterface() ? "a class" : "an interface")));
        } else if (!member.owner().startsWith("dev/aftercommit/") && !isAccessible(access.get())) {
            faults.add(new Fault(what, "which is not accessible"));
        }
    }

    private static boolean isAccessible(int access) {
        return Modifier.isPublic(access) || Modifier.isProtected(access);
    }

    /** The modifiers of what the JVM finds: first in the class and its superclasses, then in their interfaces. */
    private Optional<Integer> access(ClassNode owner, Member member) {
        for (ClassNode type : classPath.hierarchy(owner)) {
            if (member.isMethod()) {
                Optional<MethodNode> method = method(type, member.name(), member.descriptor());
                if (method.isPresent()) {
                    return Optional.of(method.get().access);
                }
            } else {
                for (FieldNode field : type.fields) {
                    if (field.name.equals(member.name()) && field.desc.equals(member.descriptor())) {
                        return Optional.of(field.access);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void checkLambda(Lambda lambda, List<Fault> faults) {
        classPath.find(lambda.type()).ifPresent(type -> {
            Set<ClassNode> hierarchy = classPath.hierarchy(type);
            for (ClassNode declaring : hierarchy) {
                for (MethodNode method : declaring.methods) {
                    boolean same = method.name.equals(lambda.name()) && method.desc.equals(lambda.descriptor());
                    if (Modifier.isAbstract(method.access) && !same && !isImplemented(method, hierarchy)) {
                        faults.add(unimplemented("has a lambda that does not implement ", declaring, method));
                    }
                }
            }
        });
    }

    private void checkImplementation(ClassNode type, List<Fault> faults) {
        if (Modifier.isAbstract(type.access)) {
            return;
        }
        Set<ClassNode> hierarchy = classPath.hierarchy(type);
        for (ClassNode declaring : hierarchy) {
            for (MethodNode method : declaring.methods) {
                if (Modifier.isAbstract(method.access) && !isImplemented(method, hierarchy)) {
                    faults.add(unimplemented("does not implement ", declaring, method));
                }
            }
        }
    }

    /** By a class of the hierarchy, or by a default method that no interface further down makes abstract again. */
    private boolean isImplemented(MethodNode method, Set<ClassNode> hierarchy) {
        List<ClassNode> declaring = hierarchy.stream()
                .filter(type -> method(type, method.name, method.desc).isPresent())
                .toList();
        for (ClassNode type : declaring) {
            if (!Modifier.isInterface(type.access)) {
                return !Modifier.isAbstract(
                        method(type, method.name, method.desc).orElseThrow().access);
            }
        }
        return declaring.stream()
                .filter(type -> declaring.stream()
                        .noneMatch(other ->
                                other != type && classPath.hierarchy(other).contains(type)))
                .anyMatch(type -> !Modifier.isAbstract(
                        method(type, method.name, method.desc).orElseThrow().access));
    }

    private static Optional<MethodNode> method(ClassNode type, String name, String descriptor) {
        return type.methods.stream()
                .filter(method -> method.name.equals(name) && method.desc.equals(descriptor))
                .findFirst();
    }

    private static Fault unimplemented(String verb, ClassNode declaring, MethodNode method) {
        return new Fault(verb + readable(declaring.name, method.name, method.desc), "which is abstract");
    }

    private static String readable(Member member) {
        return member.isMethod()
                ? readable(member.owner(), member.name(), member.descriptor())
                : readable(member.owner()) + "." + member.name();
    }

    private static String readable(String owner, String name, String descriptor) {
        String arguments = Stream.of(Type.getArgumentTypes(descriptor))
                .map(Type::getClassName)
                .collect(joining(", ", "(", ")"));
        return readable(owner) + "." + name + arguments + " : "
                + Type.getReturnType(descriptor).getClassName();
    }

    private static String readable(String internalName) {
        return internalName.replace('/', '.');
    }
}
