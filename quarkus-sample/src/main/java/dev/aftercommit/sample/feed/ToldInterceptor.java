package dev.aftercommit.sample.feed;

import static jakarta.interceptor.Interceptor.Priority.APPLICATION;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Has the feed tell of a transaction; called within it. */
@Told
@Interceptor
@Priority(APPLICATION)
class ToldInterceptor {
    private final Feed feed;

    ToldInterceptor(Feed feed) {
        this.feed = feed;
    }

    @AroundInvoke
    Object tell(InvocationContext invocation) throws Exception {
        if (feed.transaction() == 0) {
            feed.begin(invocation.getMethod().getAnnotation(Told.class).value());
        }
        return invocation.proceed();
    }
}
