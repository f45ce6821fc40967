package dev.aftercommit.architecture;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** What one class file names: every type, the fields and methods that its code uses, and the lambdas that it makes. */
final class References {

    /** A field or method as the code names it; the owner is not always where it is declared. */
    record Member(String owner, String name, String descriptor, boolean isStatic, boolean ofInterface) {

        boolean isMethod() {
            return descriptor.startsWith("(");
        }
    }

    /** A functional interface, and the method of it that a lambda implements. */
    record Lambda(String type, String name, String descriptor) {}

    final Set<String> types = new TreeSet<>();
    final Set<Member> members = new LinkedHashSet<>();
    final Set<Lambda> lambdas = new LinkedHashSet<>();

    References(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(new ClassRemapper(node, new TypeCollector()), ClassReader.SKIP_DEBUG);
        node.methods.forEach(method -> method.instructions.forEach(this::collect));
    }

    private void collect(AbstractInsnNode code) {
        if (code instanceof MethodInsnNode call) {
            boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
            members.add(new Member(call.owner, call.name, call.desc, isStatic, call.itf));
        } else if (code instanceof FieldInsnNode use) {
            boolean isStatic = use.getOpcode() == Opcodes.GETSTATIC || use.getOpcode() == Opcodes.PUTSTATIC;
            members.add(new Member(use.owner, use.name, use.desc, isStatic, false));
        } else if (code instanceof InvokeDynamicInsnNode dynamic) {
            collect(dynamic);
        }
    }

    private void collect(InvokeDynamicInsnNode dynamic) {
        for (Object argument : dynamic.bsmArgs) {
            if (argument instanceof Handle handle) {
                members.add(member(handle));
            }
        }
        if (dynamic.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
            String type = Type.getReturnType(dynamic.desc).getInternalName();
            lambdas.add(new Lambda(type, dynamic.name, ((Type) dynamic.bsmArgs[0]).getDescriptor()));
        }
    }

    private static Member member(Handle handle) {
        boolean isStatic = handle.getTag() == Opcodes.H_INVOKESTATIC
                || handle.getTag() == Opcodes.H_GETSTATIC
                || handle.getTag() == Opcodes.H_PUTSTATIC;
        return new Member(handle.getOwner(), handle.getName(), handle.getDesc(), isStatic, handle.isInterface());
    }

    private final class TypeCollector extends Remapper {

        TypeCollector() {
            super(Opcodes.ASM9);
        }

        @Override
        public String map(String internalName) {
            types.add(internalName);
            return internalName;
        }
    }
}
