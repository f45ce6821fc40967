package dev.aftercommit.test.spring.bootstrap;

import java.util.concurrent.Callable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.beans.factory.support.RootBeanDefinition;

/** What Spring asks the library for ahead of time, about a bean that has nothing to do with persistence. */
public final class AheadOfTime implements Callable<Long> {

    private static final String BEAN = "bean";

    /** The number of those that were asked. */
    @Override
    public Long call() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerBeanDefinition(BEAN, new RootBeanDefinition(Object.class));
        long registrars = AotServices.factories(getClass().getClassLoader()).load(RuntimeHintsRegistrar.class).stream()
                .filter(AheadOfTime::isOfTheLibrary)
                .peek(registrar ->
                        registrar.registerHints(new RuntimeHints(), getClass().getClassLoader()))
                .count();
        long processors =
                AotServices.factories(getClass().getClassLoader()).load(BeanRegistrationAotProcessor.class).stream()
                        .filter(AheadOfTime::isOfTheLibrary)
                        .peek(processor -> processor.processAheadOfTime(RegisteredBean.of(beans, BEAN)))
                        .count();
        return registrars + processors;
    }

    private static boolean isOfTheLibrary(Object service) {
        return service.getClass().getName().startsWith("dev.aftercommit");
    }
}
