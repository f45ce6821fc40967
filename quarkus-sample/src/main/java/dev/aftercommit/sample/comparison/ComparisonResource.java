package dev.aftercommit.sample.comparison;

import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/comparison")
public class ComparisonResource {
    private final Comparison comparison;

    ComparisonResource(Comparison comparison) {
        this.comparison = comparison;
    }

    @POST
    public Comparison.Result compare(@RestQuery @Positive int quantity) {
        return comparison.compare(quantity);
    }
}
