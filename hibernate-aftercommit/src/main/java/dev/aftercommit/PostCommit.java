package dev.aftercommit;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Specifies a method of an entity, a mapped superclass or an entity listener class that is called once the transaction
 * that changed the entity has committed.
 *
 * <pre>
 * &#64;PostCommit(on = INSERT)
 * private void welcome() {
 *     Mailer.sendWelcome(email);
 * }
 * </pre>
 *
 * <p>The method is called once per entity and transaction, for the {@linkplain EntityChange net change} of the entity,
 * on the thread that completed the transaction, after Hibernate's own completion work. It takes its place among all
 * callbacks of the transaction at the first flush of its entity. It is never called after a rollback. What it
 * throws is logged and reaches nobody else: neither the caller of commit nor the callbacks behind it.
 *
 * <p>It may have any visibility and any name, returns {@code void}, is neither static nor abstract, and takes no
 * argument or one {@link EntityChange}, of the entity or a supertype of it. In an entity listener class it takes the entity or
 * an {@code EntityChange}.
 * Methods of superclasses come first; an overriding method replaces the one it overrides, and is no callback unless it
 * is annotated itself. Anything else is reported when the session factory is built.
 *
 * <p>Not called for what Hibernate tells nobody: bulk HQL and native statements, forced version increments, and
 * stateless sessions before Hibernate 7.2. Not repeated: where the process dies between the commit and the callback,
 * the callback is lost.
 *
 * @see AfterCommit#run(Runnable)
 * @since 0.1
 */
@Target(METHOD)
@Retention(RUNTIME)
@Documented
public @interface PostCommit {

    /** The operations that call the method; every operation by default. */
    EntityOperation[] on() default {};

    /**
     * The attributes of which at least one must {@linkplain EntityChange#isChanged(String) have changed}; any by
     * default. Since an insert and a delete change no attribute, a method that names attributes is called for updates
     * and upserts only.
     */
    String[] ifChanged() default {};
}
