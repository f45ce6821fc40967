package dev.aftercommit.test.fuzz;

import dev.aftercommit.spi.AmbientTransaction;
import dev.aftercommit.spi.CommitObserver;
import dev.aftercommit.test.barrier.KindFour;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Classes that a setting can name. What can be instantiated has the type of each setting that names a class. */
public final class GivenClasses {

    /** Those that can be instantiated, by a constructor without arguments. */
    static final List<Class<?>> FINE = List.of(Fine.class, Hidden.class);

    /** Those that have the right type and cannot be instantiated, or have another type. */
    static final List<Class<?>> DAMAGED = List.of(
            Face.class,
            Abstract.class,
            NeedsArgument.class,
            Broken.class,
            BrokenByError.class,
            Uninitializable.class,
            Inner.class,
            One.class,
            String.class,
            Object.class,
            Executor[].class,
            int.class,
            void.class,
            Override.class);

    private GivenClasses() {}

    public static class Fine extends KindFour implements Face {

        @Override
        public Suspension suspend() {
            return Suspension.NONE;
        }

        @Override
        public Executor executor() {
            return this;
        }

        @Override
        public void execute(Runnable command) {
            command.run();
        }
    }

    interface Face extends AmbientTransaction, CommitObserver, Executor {}

    private static final class Hidden extends Fine {
        private Hidden() {}
    }

    public abstract static class Abstract extends Fine {}

    public static class NeedsArgument extends Fine {
        public NeedsArgument(Map<String, Object> settings) {
            super();
        }
    }

    public static class Broken extends Fine {
        public Broken() {
            throw new IllegalStateException();
        }
    }

    public static class BrokenByError extends Fine {
        public BrokenByError() {
            throw new AssertionError("broken");
        }
    }

    public static class Uninitializable extends Fine {
        static final int LENGTH = Integer.parseInt("none");
    }

    @SuppressWarnings("ClassCanBeStatic")
    public final class Inner extends Fine {}

    public enum One implements Executor {
        INSTANCE;

        @Override
        public void execute(Runnable command) {
            command.run();
        }
    }
}
