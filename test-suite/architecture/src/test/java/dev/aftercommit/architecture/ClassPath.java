package dev.aftercommit.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Some classes, with those of some jars and of the JDK: read, never loaded. */
final class ClassPath implements AutoCloseable {

    private final Map<String, byte[]> classFiles;
    private final URLClassLoader jars;
    private final Map<String, Optional<ClassNode>> classes = new HashMap<>();

    ClassPath(Map<String, byte[]> classFiles, Collection<Path> jars) {
        this.classFiles = classFiles;
        this.jars = new URLClassLoader(
                jars.stream().map(ClassPath::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    Optional<ClassNode> find(String internalName) {
        return classes.computeIfAbsent(internalName, name -> read(name).map(ClassPath::parse));
    }

    /** The class, its superclasses from the nearest on, then every interface of them; those that are not here are left out. */
    Set<ClassNode> hierarchy(ClassNode type) {
        Set<ClassNode> hierarchy = new LinkedHashSet<>();
        for (Optional<ClassNode> next = Optional.of(type); next.isPresent(); next = superclass(next.get())) {
            hierarchy.add(next.get());
        }
        List.copyOf(hierarchy).forEach(member -> addInterfaces(member, hierarchy));
        return hierarchy;
    }

    /** Whether a superclass or interface of it is not here. */
    boolean isIncomplete(ClassNode type) {
        return hierarchy(type).stream()
                .flatMap(member -> Stream.concat(Stream.ofNullable(member.superName), member.interfaces.stream()))
                .anyMatch(name -> find(name).isEmpty());
    }

    private void addInterfaces(ClassNode type, Set<ClassNode> hierarchy) {
        for (String name : type.interfaces) {
            find(name).ifPresent(found -> {
                hierarchy.add(found);
                addInterfaces(found, hierarchy);
            });
        }
    }

    private Optional<ClassNode> superclass(ClassNode type) {
        return type.superName == null ? Optional.empty() : find(type.superName);
    }

    private Optional<byte[]> read(String name) {
        byte[] file = classFiles.get(name);
        if (file != null) {
            return Optional.of(file);
        }
        try (InputStream stream = jars.getResourceAsStream(name + ".class")) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassNode parse(byte[] file) {
        ClassNode node = new ClassNode();
        new ClassReader(file).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return node;
    }

    static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        jars.close();
    }
}
