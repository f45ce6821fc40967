package dev.aftercommit.sample.experiment;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@Path("/experiments")
public class ExperimentResource {
    private final Experiments experiments;

    ExperimentResource(Experiments experiments) {
        this.experiments = experiments;
    }

    @POST
    @Path("/commit")
    public String commit() {
        return experiments.commit();
    }

    @POST
    @Path("/rollback")
    public String rollback() {
        return experiments.rollback();
    }

    @POST
    @Path("/savepoint")
    public String savepoint() {
        return experiments.savepoint();
    }

    @POST
    @Path("/failure")
    public String failure() {
        return experiments.failure();
    }

    @POST
    @Path("/write")
    public String write() {
        return experiments.write();
    }

    @POST
    @Path("/once")
    public String once() {
        return experiments.once();
    }

    @POST
    @Path("/barrier")
    public String barrier() {
        return experiments.barrier();
    }

    @POST
    @Path("/aborted-barrier")
    public String abortedBarrier() {
        return experiments.abortedBarrier();
    }

    @ServerExceptionMapper
    RestResponse<String> changedMind(ChangedMindException rolledBack) {
        return RestResponse.ok(rolledBack.getMessage());
    }
}
