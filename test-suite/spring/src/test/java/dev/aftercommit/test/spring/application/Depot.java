package dev.aftercommit.test.spring.application;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
public class Depot {

    public final List<String> stored = new ArrayList<>();
    public final List<String> announced = new ArrayList<>();
}
