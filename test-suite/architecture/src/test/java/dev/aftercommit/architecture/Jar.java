package dev.aftercommit.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.aftercommit.AfterCommit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/** The jar under test; the folder of its classes where only the phase {@code test} is run. */
final class Jar {

    private Jar() {}

    static Path path() {
        try {
            return Path.of(AfterCommit.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static JavaClasses importClasses() {
        ClassFileImporter importer = new ClassFileImporter();
        if (Files.isDirectory(path())) {
            return importer.importPath(path());
        }
        try (JarFile jar = new JarFile(path().toFile())) {
            return importer.importJar(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By internal name. */
    static Map<String, byte[]> classFiles() {
        try {
            if (Files.isDirectory(path())) {
                return classFilesBelow(path());
            }
            try (FileSystem jar = FileSystems.newFileSystem(path())) {
                return classFilesBelow(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> classFilesBelow(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(file -> file.toString().endsWith(".class")).toList();
        }
        Map<String, byte[]> found = new TreeMap<>();
        for (Path file : files) {
            byte[] classFile = Files.readAllBytes(file);
            found.put(new ClassReader(classFile).getClassName(), classFile);
        }
        return found;
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
