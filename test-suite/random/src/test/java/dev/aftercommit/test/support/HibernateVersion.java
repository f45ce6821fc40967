package dev.aftercommit.test.support;

import org.hibernate.Version;

/** The version of Hibernate that the tests run on. */
public final class HibernateVersion {

    private static final String[] PARTS = Version.getVersionString().split("\\.");

    private HibernateVersion() {}

    /** Whether it is the given one or a later one. */
    public static boolean isAtLeast(int major, int minor) {
        int actual = Integer.parseInt(PARTS[0]);
        return actual > major || (actual == major && Integer.parseInt(PARTS[1]) >= minor);
    }
}
