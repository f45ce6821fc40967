package dev.aftercommit.test.leak;

import dev.aftercommit.AfterCommit;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads the library and these tests anew, as a server does for each deployment. Hibernate belongs to the server, since it is
 * kept alive by the JDK itself in some versions: a record as key of a map is enough (JDK-8078641).
 */
final class DeploymentLoader extends URLClassLoader {

    DeploymentLoader() {
        super(
                new URL[] {locationOf(AfterCommit.class), locationOf(Deployment.class)},
                DeploymentLoader.class.getClassLoader());
    }

    private static URL locationOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("dev.aftercommit.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}
