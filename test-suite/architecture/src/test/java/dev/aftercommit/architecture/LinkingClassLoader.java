package dev.aftercommit.architecture;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Loads and links some classes with those of some jars, so that the JVM's own verifier judges them. It initializes none. */
final class LinkingClassLoader extends URLClassLoader {

    private final Map<String, byte[]> classFiles;

    LinkingClassLoader(Map<String, byte[]> classFiles, Collection<Path> jars) {
        super(jars.stream().map(ClassPath::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.classFiles = classFiles;
    }

    /** A sentence for each class that cannot be linked. */
    List<String> refused() {
        List<String> refused = new ArrayList<>();
        for (String name : classFiles.keySet()) {
            String className = name.replace('/', '.');
            try {
                // Asking for its methods links a class.
                Class.forName(className, false, this).getDeclaredMethods();
            } catch (ClassNotFoundException | LinkageError e) {
                refused.add(className + " is refused: " + e);
            }
        }
        return refused;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] classFile = classFiles.get(name.replace('.', '/'));
        return classFile == null ? super.findClass(name) : defineClass(name, classFile, 0, classFile.length);
    }
}
