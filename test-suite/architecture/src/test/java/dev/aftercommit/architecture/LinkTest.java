package dev.aftercommit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** One jar for all versions of Hibernate: whatever it names exists in each of them. */
class LinkTest {

    private static final String SESSION = "org/hibernate/engine/spi/SharedSessionContractImplementor";

    @ParameterizedTest
    @ValueSource(strings = {"6.6", "7.0", "7.1", "7.2", "7.3", "7.4", "8.0"})
    void theJarLinksWithEveryVersion(String version) throws IOException {
        assertThat(faults(version, Jar.classFiles())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.0", "7.1"})
    void aMethodThatAVersionHasIsNoFault(String version) throws IOException {
        assertThat(faults(version, callOfRegisterProcess())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.6", "7.2", "7.3", "7.4", "8.0"})
    void aMethodThatAVersionLacksIsAFault(String version) throws IOException {
        assertThat(faults(version, callOfRegisterProcess()))
                .containsExactly("dev.aftercommit.Fixture refers to"
                        + " org.hibernate.engine.spi.SharedSessionContractImplementor.registerProcess"
                        + "(org.hibernate.action.spi.AfterTransactionCompletionProcess) : void,"
                        + " which does not exist in Hibernate " + version + ".");
    }

    @Test
    void aTypeThatAVersionLacksIsAFault() throws IOException {
        String type = "org/hibernate/engine/spi/TransactionCompletionCallbacks";
        byte[] fixture = fixture(code -> code.visitLdcInsn(Type.getObjectType(type)));
        assertThat(faults("7.2", fixture)).isEmpty();
        assertThat(faults("7.1", fixture))
                .containsExactly("dev.aftercommit.Fixture refers to"
                        + " org.hibernate.engine.spi.TransactionCompletionCallbacks,"
                        + " which does not exist in Hibernate 7.1.");
    }

    @Test
    void anInheritedMethodIsFoundWhereTheJvmFindsIt() throws IOException {
        byte[] fixture = fixture(code -> {
            code.visitMethodInsn(INVOKEINTERFACE, SESSION, "close", "()V", true);
            code.visitMethodInsn(INVOKEINTERFACE, SESSION, "hashCode", "()I", true);
        });
        assertThat(faults("6.6", fixture)).isEmpty();
        assertThat(faults("8.0", fixture)).isEmpty();
    }

    @Test
    void aCallOfAnInterfaceAsIfItWereAClassIsAFault() throws IOException {
        byte[] fixture = fixture(code -> code.visitMethodInsn(INVOKEVIRTUAL, SESSION, "close", "()V", false));
        assertThat(faults("7.4", fixture))
                .containsExactly("dev.aftercommit.Fixture refers to"
                        + " org.hibernate.engine.spi.SharedSessionContractImplementor.close() : void,"
                        + " whose owner is an interface in Hibernate 7.4.");
    }

    @Test
    void anAbstractMethodThatNothingImplementsIsAFault() throws IOException {
        byte[] fixture = fixture(code -> {}, "org/hibernate/event/spi/PostInsertEventListener");
        assertThat(faults("7.4", fixture))
                .contains("dev.aftercommit.Fixture does not implement"
                        + " org.hibernate.event.spi.PostInsertEventListener.onPostInsert"
                        + "(org.hibernate.event.spi.PostInsertEvent) : void,"
                        + " which is abstract in Hibernate 7.4.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.6", "7.0", "7.1", "7.2", "7.3", "7.4", "8.0"})
    void theJvmVerifiesTheJarWithEveryVersion(String version) throws IOException {
        assertThat(refused(version, Jar.classFiles())).isEmpty();
    }

    @Test
    void aTypeThatHasLostASuperclassIsRefusedByTheVerifier() throws IOException {
        Map<String, byte[]> fixture = Map.of("dev/aftercommit/Fixture", wideningOfDeleteEvent());
        assertThat(refused("6.6", fixture)).isEmpty();
        assertThat(refused("7.4", fixture)).singleElement().asString().contains("Bad return type");
    }

    private static List<String> refused(String version, Map<String, byte[]> classFiles) throws IOException {
        try (LinkingClassLoader loader = new LinkingClassLoader(classFiles, jarsWithFrameworks(version))) {
            return loader.refused();
        }
    }

    private static List<String> faults(String version, byte[] fixture) throws IOException {
        return faults(version, Map.of("dev/aftercommit/Fixture", fixture));
    }

    private static List<String> faults(String version, Map<String, byte[]> classFiles) throws IOException {
        try (ClassPath classPath = new ClassPath(classFiles, jarsWithFrameworks(version))) {
            LinkCheck check = new LinkCheck(version, classPath);
            return classFiles.values().stream()
                    .flatMap(classFile -> check.faults(classFile).stream())
                    .toList();
        }
    }

    /** The oldest version with the oldest frameworks, and all others with the newest. */
    private static List<Path> jarsWithFrameworks(String version) throws IOException {
        List<Path> jars = new ArrayList<>(jars(version));
        boolean oldest = version.equals("6.6");
        for (String folder : List.of(
                "cdi",
                "messaging",
                oldest ? "spring-6.2" : "spring-7.0",
                oldest ? "testing-oldest" : "testing-newest")) {
            jars.addAll(Jar.files(Path.of(System.getProperty("hibernate.folder"), folder)));
        }
        return jars;
    }

    private static List<Path> jars(String version) throws IOException {
        List<Path> jars = Jar.files(Path.of(System.getProperty("hibernate.folder"), version));
        assertThat(jars)
                .extracting(jar -> jar.getFileName().toString())
                .containsExactlyInAnyOrder(
                        "hibernate-core.jar",
                        "jakarta.persistence-api.jar",
                        "jakarta.transaction-api.jar",
                        "jboss-logging.jar");
        return jars;
    }

    private static byte[] callOfRegisterProcess() {
        String descriptor = "(Lorg/hibernate/action/spi/AfterTransactionCompletionProcess;)V";
        return fixture(code -> code.visitMethodInsn(INVOKEINTERFACE, SESSION, "registerProcess", descriptor, true));
    }

    private static byte[] wideningOfDeleteEvent() {
        String descriptor = "(Lorg/hibernate/event/spi/DeleteEvent;)Lorg/hibernate/event/spi/AbstractEvent;";
        ClassWriter type = new ClassWriter(0);
        type.visit(V17, ACC_PUBLIC | ACC_SUPER, "dev/aftercommit/Fixture", null, "java/lang/Object", null);
        MethodVisitor code = type.visitMethod(ACC_PUBLIC | ACC_STATIC, "widen", descriptor, null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitInsn(ARETURN);
        code.visitMaxs(1, 1);
        code.visitEnd();
        type.visitEnd();
        return type.toByteArray();
    }

    /** A class that is only read: its code need not make sense to a verifier. */
    private static byte[] fixture(Consumer<MethodVisitor> body, String... interfaces) {
        ClassWriter type = new ClassWriter(0);
        type.visit(V17, ACC_PUBLIC | ACC_SUPER, "dev/aftercommit/Fixture", null, "java/lang/Object", interfaces);
        MethodVisitor code = type.visitMethod(ACC_PUBLIC | ACC_STATIC, "body", "()V", null, null);
        code.visitCode();
        body.accept(code);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
        type.visitEnd();
        return type.toByteArray();
    }
}
