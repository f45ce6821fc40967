package dev.aftercommit;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Specifies a method of an entity, a mapped superclass or an entity listener class that is called once the transaction
 * that would have changed the entity has rolled back.
 *
 * <p>The method has the form of a {@link PostCommit} method. It is told of what the transaction had flushed: an entity
 * that never reached a flush has no change and is not told. Rollback callbacks run newest first, which is the order of
 * compensation. The entity keeps the state that it had: neither Hibernate nor this library takes back what was done to
 * the instance.
 *
 * @see AfterCommit#afterRollback(Runnable)
 * @since 0.1
 */
@Target(METHOD)
@Retention(RUNTIME)
@Documented
public @interface PostRollback {

    /** The operations that call the method; every operation by default. */
    EntityOperation[] on() default {};
}
