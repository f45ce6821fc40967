package dev.aftercommit.messaging;

import jakarta.jms.JMSException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Stands behind a producer that puts tokens on what it sends: a JDK proxy, for of the many methods only those that send matter. */
final class TokenProducer implements InvocationHandler {

    private final Object producer;
    private final Marking marking;

    private TokenProducer(Object producer, Marking marking) {
        this.producer = producer;
        this.marking = marking;
    }

    static <P> P proxy(Class<P> type, P producer, Marking marking) {
        return type.cast(Proxy.newProxyInstance(
                TokenProducer.class.getClassLoader(), new Class<?>[] {type}, new TokenProducer(producer, marking)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && method.getName().equals("equals")) {
            return arguments[0] == proxy;
        } else if (arguments != null && method.getName().equals("send")) {
            marking.mark(arguments);
        }
        try {
            Object result = method.invoke(producer, arguments);
            // Calls are chained
            return method.getReturnType().isInstance(proxy) && result == producer ? proxy : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Puts a token on what is sent with the given arguments. */
    interface Marking {

        void mark(Object[] arguments) throws JMSException;
    }
}
