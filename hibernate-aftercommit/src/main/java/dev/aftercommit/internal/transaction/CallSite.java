package dev.aftercommit.internal.transaction;

import dev.aftercommit.AfterCommitSession;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Proxy;

/** The place in the code of an application that called the library. */
final class CallSite {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final String INTERNAL = "dev.aftercommit.internal.";

    private CallSite() {}

    static String ofRegistration() {
        return STACK.walk(frames -> frames.filter(frame -> !isOfLibrary(frame))
                .findFirst()
                .map(StackFrame::toStackTraceElement)
                .map(StackTraceElement::toString)
                .orElse("an unknown place"));
    }

    private static boolean isOfLibrary(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        return type.getName().startsWith(INTERNAL) || type == AfterCommitSession.class || Proxy.isProxyClass(type);
    }
}
