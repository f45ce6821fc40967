package dev.aftercommit.test.spring.bootstrap;

import dev.aftercommit.test.spring.application.Events;
import dev.aftercommit.test.spring.application.Parcel;
import dev.aftercommit.test.spring.application.ParcelApplication;
import dev.aftercommit.test.spring.application.Parcels;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.ConfigurableApplicationContext;

/** Saves an entity, restarts, saves another one, and ends. */
public final class RestartedMain {

    static final String PREFIX = "RESULT ";

    // A property of the process, because the class is loaded again
    private static final String RUNS = "runs";

    private RestartedMain() {}

    public static void main(String[] arguments) {
        // Does not return the first time: devtools calls this method once more, with another class loader
        ConfigurableApplicationContext context = SpringApplication.run(
                ParcelApplication.class,
                "--spring.datasource.url=jdbc:h2:mem:restart",
                "--spring.jpa.hibernate.ddl-auto=create",
                "--spring.main.web-application-type=none");
        int run = Integer.getInteger(RUNS, 0) + 1;
        System.setProperty(RUNS, String.valueOf(run));
        context.getBean(Parcels.class).save(new Parcel("tea"));
        System.out.println(PREFIX + run + " " + Events.take() + " "
                + Parcel.class.getClassLoader().getClass().getSimpleName());
        if (run == 1) {
            Restarter.getInstance().restart();
        } else {
            System.exit(SpringApplication.exit(context));
        }
    }
}
