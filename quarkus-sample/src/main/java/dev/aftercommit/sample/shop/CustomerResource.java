package dev.aftercommit.sample.shop;

import static jakarta.ws.rs.core.Response.Status.NOT_FOUND;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/customers")
public class CustomerResource {
    private final CustomerService customers;

    CustomerResource(CustomerService customers) {
        this.customers = customers;
    }

    @POST
    @ResponseStatus(201)
    public CustomerView signUp(@NotNull @Valid SignUp signUp) {
        return CustomerView.of(customers.signUp(signUp.name(), signUp.email()));
    }

    @GET
    public List<CustomerCard> customers() {
        return customers.newest().stream().map(CustomerCard::of).toList();
    }

    @GET
    @Path("/{id}")
    public CustomerView customer(long id) {
        return CustomerView.of(customers.find(id));
    }

    @GET
    @Path("/{id}/avatar")
    @Produces("image/svg+xml")
    public Response avatar(long id) {
        String avatar = customers.find(id).getAvatar();
        return avatar == null
                ? Response.status(NOT_FOUND).build()
                : Response.ok(avatar).build();
    }

    @PUT
    @Path("/{id}/email")
    public void changeEmail(long id, @NotNull @Valid NewEmail newEmail) {
        customers.changeEmail(id, newEmail.email());
    }

    public record SignUp(
            @NotBlank String name, @NotNull @Email String email) {}

    public record NewEmail(@NotNull @Email String email) {}

    public record CustomerCard(long id, String name, boolean avatar) {
        static CustomerCard of(Customer customer) {
            return new CustomerCard(customer.getId(), customer.getName(), customer.getAvatar() != null);
        }
    }

    public record CustomerView(long id, String name, String email) {
        static CustomerView of(Customer customer) {
            return new CustomerView(customer.getId(), customer.getName(), customer.getEmail());
        }
    }
}
