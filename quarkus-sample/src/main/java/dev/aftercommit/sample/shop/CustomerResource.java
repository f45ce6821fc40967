package dev.aftercommit.sample.shop;

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
    public CustomerView signUp(SignUp signUp) {
        return CustomerView.of(customers.signUp(signUp.name(), signUp.email()));
    }

    @GET
    @Path("/{id}")
    public CustomerView customer(long id) {
        return CustomerView.of(customers.find(id));
    }

    @PUT
    @Path("/{id}/email")
    public void changeEmail(long id, NewEmail newEmail) {
        customers.changeEmail(id, newEmail.email());
    }

    public record SignUp(String name, String email) {}

    public record NewEmail(String email) {}

    public record CustomerView(long id, String name, String email) {
        static CustomerView of(Customer customer) {
            return new CustomerView(customer.getId(), customer.getName(), customer.getEmail());
        }
    }
}
