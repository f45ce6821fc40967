package dev.aftercommit.test.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.spi.BytecodeProvider;

/** Has classes enhanced by Hibernate when they are loaded, as its build plugins do before. */
final class EnhancingClassLoader extends ClassLoader {

    private final Enhancer enhancer = ServiceLoader.load(BytecodeProvider.class)
            .findFirst()
            .orElseThrow()
            .getEnhancer(new DefaultEnhancementContext());

    private final List<String> enhanced;

    EnhancingClassLoader(Class<?>... enhanced) {
        super(EnhancingClassLoader.class.getClassLoader());
        this.enhanced = Arrays.stream(enhanced).map(Class::getName).toList();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null && enhanced.contains(name)) {
                loaded = enhance(name);
            }
            return loaded == null ? super.loadClass(name, resolve) : loaded;
        }
    }

    private Class<?> enhance(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] original = file.readAllBytes();
            enhancer.discoverTypes(name, original);
            byte[] bytes = enhancer.enhance(name, original);
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
