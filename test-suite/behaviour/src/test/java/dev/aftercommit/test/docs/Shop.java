package dev.aftercommit.test.docs;

import dev.aftercommit.AfterCommit;
import dev.aftercommit.test.support.TestFactory;

/** Takes one order, one mail of which fails: for a JVM of its own. */
final class Shop {

    private Shop() {}

    public static void main(String[] arguments) throws Exception {
        try (TestFactory factory = TestFactory.of(Customer.class)) {
            factory.inTransaction(session -> {
                Customer customer = new Customer();
                customer.email = "ada@example.org";
                session.persist(customer);
                session.flush();
                AfterCommit.of(session).run(new OrderMail());
                AfterCommit.of(session).afterRollback(() -> Mailer.send(customer.email, "Sorry!"));
            });
        }
    }

    private static final class OrderMail implements Runnable {

        @Override
        public void run() {
            throw new IllegalStateException("no mail server");
        }
    }
}
