package dev.aftercommit.sample.mail;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/outbox")
public class OutboxResource {
    private final Outbox outbox;

    OutboxResource(Outbox outbox) {
        this.outbox = outbox;
    }

    @GET
    public List<Mail> mails() {
        return outbox.mails();
    }

    @DELETE
    public void clear() {
        outbox.clear();
    }
}
