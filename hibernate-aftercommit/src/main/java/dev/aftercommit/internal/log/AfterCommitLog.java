package dev.aftercommit.internal.log;

import static org.jboss.logging.Logger.Level.DEBUG;
import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import dev.aftercommit.OutcomeUnknownException;
import dev.aftercommit.barrier.BarrierTimeoutException;
import dev.aftercommit.barrier.TransactionAbortedException;
import java.sql.SQLException;
import java.time.Duration;
import org.hibernate.HibernateException;
import org.hibernate.MappingException;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jspecify.annotations.Nullable;

/**
 * Every message of the library: methods that return an exception build it, the others log. The numbers are stable.
 */
@MessageLogger(projectCode = "HAC")
public interface AfterCommitLog extends BasicLogger {

    /** The logger is named after the root package. */
    AfterCommitLog LOG = Logger.getMessageLogger(AfterCommitLog.class, "dev.aftercommit");

    // Running

    @LogMessage(level = ERROR)
    @Message(id = 1, value = "A callback failed: %1$s. The transaction is %2$s, and stays so.")
    void callbackFailed(String callback, String outcome, @Cause Throwable failure);

    @LogMessage(level = WARN)
    @Message(
            id = 2,
            value = "Nobody could tell whether a transaction has committed: dropped %1$d callback(s). Reason: %2$s.")
    void droppedForUnknownOutcome(int callbacks, String reason);

    @LogMessage(level = WARN)
    @Message(
            id = 3,
            value =
                    "Dropped a callback that was registered after the JTA transaction of the thread had been rolled back:"
                            + " %1$s.")
    void droppedAfterRollback(String callback);

    @LogMessage(level = DEBUG)
    @Message(
            id = 4,
            value =
                    "Hibernate did not report the completion of a transaction to its end; its outcome %1$s was recorded, and"
                            + " its callbacks are delivered late.")
    void deliveredLate(String outcome);

    @LogMessage(level = WARN)
    @Message(
            id = 5,
            value =
                    "No transaction is active: the callback %1$s, registered at %2$s, runs at once. This is logged once per"
                            + " place; see the setting 'hibernate.aftercommit.no_transaction'.")
    void noTransaction(String callback, String place);

    @Message(
            id = 6,
            value = "No transaction is active, and the setting 'hibernate.aftercommit.no_transaction' is 'fail'. Found:"
                    + " the callback %1$s. Expected: a call inside a transaction.")
    IllegalStateException noTransactionIsActive(String callback);

    @LogMessage(level = WARN)
    @Message(id = 7, value = "The commit observer failed; what it was told is not repeated.")
    void observerFailed(@Cause Throwable failure);

    @LogMessage(level = WARN)
    @Message(id = 8, value = "What a framework has bound to the thread could not be suspended, resumed or asked.")
    void ambientTransactionFailed(@Cause Throwable failure);

    @LogMessage(level = WARN)
    @Message(
            id = 9,
            value =
                    "The JTA platform %1$s gives no transaction manager: callbacks run with the finished transaction still"
                            + " bound to the thread, and cannot begin a transaction of their own. This is logged once.")
    void noTransactionManager(String jtaPlatform);

    @LogMessage(level = WARN)
    @Message(
            id = 10,
            value =
                    "Entity '%1$s' has callback methods and was written by a StatelessSession, of which Hibernate before"
                            + " 7.2 does not tell the session: its callback methods are not called. This is logged once.")
    void statelessSessionIsNotTold(String entityName);

    @Message(id = 11, value = "The JTA transaction of the thread could not be suspended.")
    HibernateException suspendFailed(@Cause Throwable cause);

    @Message(id = 12, value = "The JTA transaction of the thread could not be resumed.")
    HibernateException resumeFailed(@Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 25, value = "A callback has left a JTA transaction open, and it was rolled back: %1$s.")
    void transactionLeftOpen(Object transaction);

    @Message(
            id = 13,
            value =
                    "The transaction has committed, and its data stays committed, but %1$d callback(s) failed and %2$d did"
                            + " not run. First failure: %3$s.")
    String callbacksFailed(int failed, int notRun, String first);

    @Message(
            id = 14,
            value =
                    "The connection refuses a savepoint; nothing was begun. Expected: a connection that supports savepoints,"
                            + " as those of XA do not, and a transaction in which no statement has failed.")
    HibernateException savepointRefused(@Cause Throwable cause);

    @Message(id = 15, value = "The savepoint could not be released.")
    HibernateException savepointNotReleased(@Cause Throwable cause);

    @Message(id = 16, value = "Nobody could tell whether the transaction has committed: the callback %1$s was not run.")
    OutcomeUnknownException outcomeUnknown(String callback);

    @LogMessage(level = WARN)
    @Message(
            id = 17,
            value =
                    "The session factory is closed while %1$d asynchronous callback(s) are still under way after %2$d ms.")
    void stillUnderWay(int callbacks, long millis);

    @LogMessage(level = WARN)
    @Message(id = 19, value = "An event for JDK Flight Recorder could not be recorded.")
    void eventNotRecorded(@Cause Throwable failure);

    @LogMessage(level = WARN)
    @Message(
            id = 50,
            value =
                    "Callbacks run while their session still holds its connection, and may wait in vain for one of a pool"
                            + " that has no other. Reason: %1$s. This is logged once.")
    void connectionIsHeld(String reason);

    @LogMessage(level = WARN)
    @Message(
            id = 51,
            value = "Callbacks run only when their session gives its connection back, which may be when it is closed."
                    + " Reason: %1$s. This is logged once.")
    void callbacksAreDeferred(String reason);

    @LogMessage(level = WARN)
    @Message(id = 52, value = "The connection could not be given back before the callbacks. They run all the same.")
    void connectionNotGivenBack(@Cause Throwable failure);

    @LogMessage(level = WARN)
    @Message(
            id = 53,
            value =
                    "Not thrown, because a callback has begun a transaction on the session and left it open, which Hibernate"
                            + " might roll back: %1$s")
    void failureIsNotThrown(String failure);

    @LogMessage(level = WARN)
    @Message(
            id = 18,
            value =
                    "The database has rolled back a transaction that was to be committed, and the driver has reported success:"
                            + " a statement had failed before, and its exception was swallowed. No commit callback runs.")
    void rolledBackInstead();

    // Finding the session

    @Message(
            id = 20,
            value =
                    "Not a session of Hibernate. Found: %1$s. Expected: a Session, a StatelessSession, an EntityManager of"
                            + " Hibernate, or a proxy of one.")
    IllegalArgumentException notASession(String found, @Cause @Nullable Throwable cause);

    @Message(
            id = 21,
            value = "The session factory '%1$s' was built without hibernate-aftercommit. Expected: the jar"
                    + " hibernate-aftercommit on the class path of Hibernate when the factory is built, so that its"
                    + " Integrator is found, and the setting 'hibernate.aftercommit.enabled' not 'false'.")
    IllegalStateException notIntegrated(String factory);

    @Message(
            id = 22,
            value =
                    "No session at hand. Found: a proxy of class %1$s that leads to none at the moment. Expected: a call inside"
                            + " a transaction, or whatever else gives the proxy a session.")
    IllegalStateException noSessionAtHand(String proxy);

    // Bootstrap

    @LogMessage(level = INFO)
    @Message(id = 30, value = "hibernate-aftercommit is switched off for the session factory '%1$s'.")
    void switchedOff(String factory);

    @Message(id = 31, value = "Unknown setting '%1$s'. Expected one of: %2$s.")
    HibernateException unknownSetting(String name, String known);

    @Message(id = 32, value = "Invalid value of the setting '%1$s'. Found: '%2$s'. Expected: %3$s.")
    HibernateException invalidSetting(String name, String found, String expected, @Cause @Nullable Throwable cause);

    @Message(id = 33, value = "Invalid callback methods:\n  %1$s")
    MappingException invalidCallbackMethods(String faults);

    @Message(
            id = 34,
            value =
                    "This version of Hibernate is not supported: it has no known way to %1$s. Expected: Hibernate 6.6, 7.0 to"
                            + " 7.4, or 8.0.")
    HibernateException unknownHibernate(String what, @Cause Throwable cause);

    @Message(
            id = 38,
            value =
                    "Cannot find the observers of a transaction coordinator again. Found: %1$s. Expected: a coordinator of"
                            + " Hibernate, or one whose removeObserver looks for an observer that is equal.")
    HibernateException observersAreNotFound(String coordinator);

    @LogMessage(level = WARN)
    @Message(
            id = 35,
            value =
                    "The setting 'hibernate.aftercommit.failure_policy' is '%1$s', but failures of callbacks are only logged"
                            + " here. Reason: %2$s.")
    void failuresAreOnlyLogged(String policy, String reason);

    @LogMessage(level = WARN)
    @Message(
            id = 36,
            value =
                    "The connection handling mode %1$s releases connections before a transaction of JDBC completes: Hibernate"
                            + " may then report a commit that was never made, and callbacks would run for it. Expected: a mode"
                            + " that holds the connection or releases it after the transaction.")
    void commitsMayBeReportedInVain(String mode);

    // Spring

    @LogMessage(level = INFO)
    @Message(
            id = 60,
            value = "The session factory '%1$s' is built by Spring, whose transactions are not known here: where the"
                    + " session holds its connection, callbacks run when Spring closes the session; where it does"
                    + " not, what they write with REQUIRED is lost; nested transactions are not seen. Expected: Spring Boot's auto-configuration, or"
                    + " @Import(dev.aftercommit.spring.AfterCommitConfiguration.class).")
    void springIsNotKnown(String factory);

    @LogMessage(level = WARN)
    @Message(
            id = 61,
            value =
                    "No transaction manager of Spring was found for the session factory '%1$s'. Found: %2$s. Callbacks run"
                            + " with what it has bound to the thread taken away by hand. This is logged once.")
    void noSpringTransactionManager(String factory, String found);

    @Message(
            id = 62,
            value =
                    "No entity manager factory to follow. Found: %1$s. Expected: one, or one that is @Primary; otherwise use"
                            + " AfterCommit.of(entityManager).")
    IllegalStateException noSingleFactory(String found);

    @Message(id = 63, value = "The transaction could not be rolled back to the savepoint.")
    HibernateException notRolledBackToSavepoint(@Cause Throwable cause);

    @Message(id = 64, value = "The factory bean '%1$s' has not built its session factory. Found: %2$s.")
    IllegalStateException factoryIsNotBuilt(String bean, @Nullable Object found, @Cause @Nullable Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 65, value = "A callback has left a transaction of Spring open, and it was rolled back: %1$s.")
    void springTransactionLeftOpen(String transaction);

    // Faults of callback methods; they are collected and thrown in one exception

    @Message(id = Message.NONE, value = "@%1$s on method '%2$s'. Found: a static method. Expected: an instance method.")
    String staticMethod(String annotation, String method);

    @Message(
            id = Message.NONE,
            value = "@%1$s on method '%2$s'. Found: an abstract method. Expected: a method with a body.")
    String abstractMethod(String annotation, String method);

    @Message(id = Message.NONE, value = "@%1$s on method '%2$s'. Found: a method that returns '%3$s'. Expected: void.")
    String nonVoidMethod(String annotation, String method, String returned);

    @Message(
            id = Message.NONE,
            value = "@%1$s on method '%2$s'. Found: the arguments (%3$s). Expected: no argument, or one EntityChange.")
    String entityMethodArguments(String annotation, String method, String arguments);

    @Message(
            id = Message.NONE,
            value = "@%1$s on method '%2$s'. Found: the arguments (%3$s). Expected, in a listener of the entity '%4$s':"
                    + " one argument, the entity or an EntityChange.")
    String listenerMethodArguments(String annotation, String method, String arguments, String entityName);

    @Message(
            id = Message.NONE,
            value = "@%1$s on method '%2$s'. Found: an argument of type '%3$s'. Expected: an EntityChange of the entity"
                    + " '%4$s'.")
    String changeOfSomethingElse(String annotation, String method, String argument, String entityName);

    @Message(
            id = Message.NONE,
            value = "@%1$s on method '%2$s'. Found: a method of an embeddable, which has no life cycle of its own."
                    + " Expected: a method of an entity, a mapped superclass or an entity listener.")
    String methodOfEmbeddable(String annotation, String method);

    @Message(
            id = Message.NONE,
            value = "@%1$s on method '%2$s'. Found: a method of an interface. Expected: a method of a class.")
    String methodOfInterface(String annotation, String method);

    @Message(
            id = Message.NONE,
            value =
                    "@%1$s on method '%2$s'. Found: 'ifChanged' names the unknown attribute '%3$s' of the entity '%4$s'."
                            + " Expected one of: %5$s.")
    String unknownAttribute(String annotation, String method, String attribute, String entityName, String known);

    @Message(
            id = Message.NONE,
            value =
                    "@%1$s on method '%2$s'. Found: 'ifChanged' with operations that change no attribute. Expected: UPDATE"
                            + " or UPSERT among the operations of 'on', or no 'on'.")
    String ifChangedWithoutUpdate(String annotation, String method);

    @Message(
            id = Message.NONE,
            value =
                    "@%1$s on method '%2$s'. Found: a method that Java does not let the library call (%3$s). Expected: the"
                            + " package opened to it.")
    String inaccessibleMethod(String annotation, String method, String reason);

    @Message(
            id = 37,
            value =
                    "Private callback method '%1$s' of an entity listener that the bean container gives as a proxy. Found: the"
                            + " proxy class %2$s. Expected: a method that is not private.")
    IllegalStateException privateMethodOfProxy(String method, String proxy);

    // Capture in tests

    @Message(
            id = 70,
            value = "The captured callback %1$s cannot run. Found: one that has run, was dropped or was removed by"
                    + " a rollback. Expected: one that still waits.")
    IllegalStateException captureHasRun(String callback);

    @Message(
            id = 71,
            value =
                    "There is no session factory to capture callbacks of. Found: the test '%1$s'. Expected: one that is given to"
                            + " CaptureAfterCommitExtension.of, a field that holds one, or a bean of Spring or CDI.")
    IllegalStateException noFactoryToCapture(String test);

    @Message(
            id = 72,
            value =
                    "It is not clear which session factory to capture callbacks of. Found: the test '%1$s', whose fields hold"
                            + " %2$d. Expected: one that is given to CaptureAfterCommitExtension.of, or one field.")
    IllegalStateException severalFactoriesToCapture(String test, int factories);

    // Net changes

    @Message(id = 40, value = "Unknown attribute '%1$s' of the entity '%2$s'. Expected one of: %3$s.")
    IllegalArgumentException noSuchAttribute(String attribute, String entityName, String known);

    // Transaction barrier

    @Message(
            id = 80,
            value = "Not a barrier token: '%1$s'. Found: %2$s. Expected: what BarrierToken.value() has returned.")
    IllegalArgumentException malformedToken(String token, String found);

    @Message(
            id = 81,
            value = "The barrier token '%1$s' is of another database. Found: the number %2$08x. Expected: %3$08x.")
    IllegalArgumentException tokenOfAnotherDatabase(String token, int found, int expected);

    @Message(
            id = 82,
            value =
                    "The barrier token '%1$s' was issued by another strategy. Found: the kind %2$d. Expected: %3$d, and so the"
                            + " same settings 'hibernate.aftercommit.barrier.*' as where it was issued.")
    IllegalArgumentException tokenOfAnotherStrategy(String token, int found, int expected);

    @Message(
            id = 83,
            value = "The barrier token '%1$s' is not signed, or not with the key of the setting"
                    + " 'hibernate.aftercommit.barrier.hmac_key'. Expected: the same key as where it was issued.")
    IllegalArgumentException tokenIsNotSigned(String token);

    @Message(
            id = 84,
            value = "The transaction of the barrier token '%1$s' was rolled back: its data will never be there.")
    TransactionAbortedException transactionAborted(String token);

    @Message(
            id = 85,
            value = "The transaction of the barrier token '%1$s' is still undecided after %2$s. It may commit later.")
    BarrierTimeoutException undecided(String token, Duration timeout);

    @Message(
            id = 86,
            value =
                    "Nobody can know any more whether the transaction of the barrier token '%1$s' has committed: the token is older"
                            + " than what is kept, or the database has crashed since.")
    OutcomeUnknownException outcomeOfTokenUnknown(String token);

    @Message(
            id = 87,
            value =
                    "Waiting for the barrier token '%1$s' would never end. Found: a thread on which the transaction that has issued it"
                            + " is open. Expected: another thread, or one after the commit; a guarded task runs at once here.")
    IllegalStateException waitsForItself(String token);

    @Message(
            id = 88,
            value =
                    "Not waiting for the barrier token '%1$s'. Found: a transaction of JTA or Spring that is active on the thread, which"
                            + " might go on to see the state of before. Expected: to wait first, and to begin the transaction then.")
    IllegalStateException waitsInTransaction(String token);

    @Message(id = 89, value = "The barrier is closed, with its session factory. Found: somebody who waits for a token.")
    IllegalStateException barrierIsClosed();

    @Message(
            id = 90,
            value =
                    "The transaction barrier needs a table, which could not be created on a connection of its own. Expected: a pool with a"
                            + " second connection and the right to create tables, or what these statements create:\n%1$s")
    IllegalStateException tableIsMissing(String statements, @Cause @Nullable Throwable cause);

    @Message(
            id = 91,
            value =
                    "The transaction barrier does not know how this database tells of its transactions. Found: %1$s %2$s. Expected:"
                            + " PostgreSQL, MariaDB, MySQL, H2, Oracle, Microsoft SQL Server, DB2, HSQLDB or Derby, or a strategy named by the"
                            + " setting 'hibernate.aftercommit.barrier.strategy'.")
    IllegalStateException databaseCannotTell(String product, String version);

    @Message(
            id = 92,
            value =
                    "A replica cannot tell what became of a transaction: what is missing may just not have arrived. Expected: a data source"
                            + " of the primary; for a worker that reads from a replica, TransactionBarrier.ofReplica.")
    IllegalStateException replicaDecidesNothing();

    @Message(
            id = 93,
            value =
                    "A node of a cluster cannot tell what became of a transaction of another node: what is missing may just not have"
                            + " arrived. Found: a cluster of Galera. Expected: a single primary.")
    IllegalStateException clusterDecidesNothing();

    @Message(id = 94, value = "The database behind the data source of the barrier is another than before.")
    IllegalStateException anotherDatabase();

    @Message(id = 95, value = "The database could not be asked what became of a transaction.")
    HibernateException databaseCannotBeAsked(@Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(
            id = 96,
            value =
                    "The database could not be asked what became of transactions. Those who wait go on to wait, and it is asked again."
                            + " Logged once until it succeeds.")
    void databaseIsNotAsked(@Cause Throwable failure);

    @LogMessage(level = WARN)
    @Message(
            id = 97,
            value =
                    "Rows of the transaction barrier that are out of date could not be deleted. Tried again in an hour.")
    void tokensAreNotCleanedUp(@Cause Throwable failure);

    @Message(id = 98, value = "The database did not issue a barrier token.")
    String noTokenIssued();

    @LogMessage(level = WARN)
    @Message(
            id = 99,
            value =
                    "No token was issued before the commit, so the outcome is not asked for if it is lost. Logged once.")
    void noTokenBeforeCommit(@Cause Throwable failure);

    @LogMessage(level = WARN)
    @Message(id = 100, value = "The database does not tell what became of the transaction of the barrier token '%1$s'.")
    void outcomeNotResolved(String token, @Cause Throwable failure);

    @Message(
            id = 101,
            value =
                    "No barrier token. Found: a session factory whose tenants have connections of their own, to databases that are not told"
                            + " apart. Expected: a session factory of one database; tenants may share it by a discriminator.")
    IllegalStateException tokensOfTenants();

    @Message(
            id = 102,
            value = "Not a barrier of a primary. Found: %1$s. Expected: one that TransactionBarrier.of has returned.")
    IllegalArgumentException notAPrimary(String found);

    @Message(id = 103, value = "The id of a barrier token has a wrong length. Found: %1$d bytes. Expected: 1 to %2$d.")
    IllegalArgumentException idOfToken(int found, int most);

    @Message(id = 104, value = "The table %1$s lacks the row '%2$s', which has the number of the database.")
    SQLException databaseWithoutNumber(String table, String row);

    @Message(id = 105, value = "Not a session factory of Hibernate. Found: %1$s.")
    IllegalArgumentException notAFactory(String found, @Cause Throwable cause);

    // Messages

    @LogMessage(level = INFO)
    @Message(
            id = 110,
            value =
                    "A message is acknowledged and its listener not called, because the transaction in which it was sent was"
                            + " rolled back. Found: the message %1$s with the barrier token '%2$s'.")
    void messageOfAborted(String message, String token);

    @Message(
            id = 111,
            value =
                    "The wait for the barrier token '%1$s' of a message was interrupted: the message is to be redelivered.")
    IllegalStateException waitForMessageInterrupted(String token, @Cause Throwable cause);

    @Message(id = 112, value = "A message could not be asked for its barrier token: it is to be redelivered.")
    IllegalStateException tokenOfMessageNotRead(@Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 113, value = "A message is given back to the broker, and is to be redelivered: %1$s.")
    void messageGivenBack(String message, @Cause Throwable failure);

    @LogMessage(level = WARN)
    @Message(
            id = 114,
            value = "A message could not be given back to the broker, which redelivers it when the session is closed.")
    void messageNotGivenBack(@Cause Throwable failure);

    @Message(
            id = 115,
            value =
                    "The listener of a message has thrown an error, which a broker does not expect: the message is to be"
                            + " redelivered.")
    IllegalStateException listenerFailed(@Cause Throwable cause);
}
