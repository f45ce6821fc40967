package dev.aftercommit.sample.shop;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
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
    @Path("/{id}")
    public CustomerView customer(long id) {
        return CustomerView.of(customers.find(id));
    }

    @PUT
    @Path("/{id}/email")
    public void changeEmail(long id, @NotNull @Valid NewEmail newEmail) {
        customers.changeEmail(id, newEmail.email());
    }

    public record SignUp(
            @NotBlank String name, @NotNull @Email String email) {}

    public record NewEmail(@NotNull @Email String email) {}

    public record CustomerView(long id, String name, String email) {
        static CustomerView of(Customer customer) {
            return new CustomerView(customer.getId(), customer.getName(), customer.getEmail());
        }
    }
}
