package dev.aftercommit.test.random;

import dev.aftercommit.test.support.HibernateVersion;

/**
 * In what versions of Hibernate differ, as far as a program can tell.
 *
 * @param tellsOfFailedCommits whether it rolls back where a commit has failed, and tells of that
 * @param tellsOfStatelessSessions whether it tells which stateless session has written
 * @param tellsOfCollections whether it tells of collections by themselves; of versioned owners, it tells of an update anyway
 * @param keepsMarkWhileRollingBack whether a transaction that was marked for rollback looks active until its rollback callbacks
 *     are done, so that its session refuses to begin another
 * @param insertsWhatIsRemovedBeforeItsFlush whether it executes, and tells, an insert of what is deleted in the same flush
 */
record VersionFacts(
        boolean tellsOfFailedCommits,
        boolean tellsOfStatelessSessions,
        boolean tellsOfCollections,
        boolean keepsMarkWhileRollingBack,
        boolean insertsWhatIsRemovedBeforeItsFlush) {

    static VersionFacts ofThisVersion() {
        return new VersionFacts(
                HibernateVersion.isAtLeast(7, 4),
                HibernateVersion.isAtLeast(7, 2),
                HibernateVersion.isAtLeast(7, 1) || !HibernateVersion.isAtLeast(7, 0),
                !HibernateVersion.isAtLeast(7, 3),
                !HibernateVersion.isAtLeast(8, 0));
    }
}
