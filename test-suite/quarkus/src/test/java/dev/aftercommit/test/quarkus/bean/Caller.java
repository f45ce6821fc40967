package dev.aftercommit.test.quarkus.bean;

import jakarta.enterprise.context.RequestScoped;

/** Who has sent the request. */
@RequestScoped
public class Caller {
    private String name;

    public void name(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }
}
