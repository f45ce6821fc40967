package dev.aftercommit.internal.transaction;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Proxy;
import java.util.List;

/** The place in the code of an application that called the library, or had Hibernate call it. */
final class CallSite {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final StackTraceElement UNKNOWN = new StackTraceElement("(unknown)", "(unknown)", null, -1);

    // The third one is that of the public types, and of the proxies that containers make of them
    private static final List<String> NOT_OF_THE_APPLICATION = List.of(
            "dev.aftercommit.internal.",
            "dev.aftercommit.spring.",
            "dev.aftercommit.AfterCommit",
            "dev.aftercommit.testing.",
            "org.hibernate.");

    private CallSite() {}

    static StackTraceElement ofRegistration() {
        return STACK.walk(frames -> frames.filter(CallSite::isOfApplication)
                .findFirst()
                .map(StackFrame::toStackTraceElement)
                .orElse(UNKNOWN));
    }

    private static boolean isOfApplication(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        return !Proxy.isProxyClass(type) && NOT_OF_THE_APPLICATION.stream().noneMatch(type.getName()::startsWith);
    }
}
