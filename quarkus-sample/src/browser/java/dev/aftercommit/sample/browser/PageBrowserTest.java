package dev.aftercommit.sample.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Presses every button of the page, and reads the feed. */
@QuarkusTest
class PageBrowserTest {
    private static final String NAIVE = "Inside the transaction";
    private static final String CURE = "After the commit";
    private static final String NAIVE_ORDER = "Order, mailed at once";
    private static final String ORDER = "Order, mailed after the commit";
    private static Chromium chromium;

    @TestHTTPResource("/")
    URL url;

    private ShopPage shop;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @BeforeEach
    void open() {
        shop = new ShopPage(chromium.browser().newContext(), url.toString());
    }

    @AfterEach
    void leave() {
        assertThat(shop.errors()).isEmpty();
        shop.close();
    }

    @Test
    void aFailingOrderShowsTheMailThatCannotBeTakenBack() {
        shop.press("Order six: it fails");

        assertThat(shop.way(NAIVE)).containsText("Ada has a mail about an order that does not exist.");
        assertThat(shop.way(CURE)).containsText("No order, no mail.");
        assertThat(shop.line(NAIVE_ORDER, "note", "mailed ada@example.org")).isVisible();
        assertThat(shop.transaction(NAIVE_ORDER).locator(".outcome")).hasText("rolled back");
    }

    @Test
    void aFailingOrderShowsTheDiscardedCallbacks() {
        shop.press("Order six: it fails");

        assertThat(shop.line(ORDER, "discarded", "run(lambda in OrderService)")).isVisible();
        assertThat(shop.transaction(ORDER).locator(".outcome")).hasText("rolled back");
        assertThat(shop.transaction(ORDER)).not().containsText("mailed ada@example.org");
    }

    @Test
    void aSucceedingOrderShowsTheMailThatIsTooEarly() {
        shop.press("Order two: it succeeds");

        assertThat(shop.way(NAIVE)).containsText("The mail was too early");
        assertThat(shop.way(CURE)).containsText("Mail and shop window tell the truth.");
        assertThat(shop.line(ORDER, "note", "mailed ada@example.org")).isVisible();
    }

    @Test
    void aSignUpShowsItsMailAndItsAvatar() {
        shop.page().getByLabel("Name").fill("Mary");
        shop.page().getByLabel("E-mail address").fill("mary@example.org");
        shop.press("Sign up");

        assertThat(shop.form("Sign up")).containsText("Welcome, Mary.");
        assertThat(shop.line("Sign up", "note", "mailed mary@example.org")).isVisible();
        assertThat(shop.line("Sign up", "note", "downloaded the avatar of Mary"))
                .isVisible();
        assertThat(shop.page().getByAltText("Avatar of Mary")).isVisible();
        assertThat(shop.region("Outbox")).containsText("Welcome, Mary");
    }

    @Test
    void aTakenAddressIsToldAndSendsNoMail() {
        shop.press("Order two: it succeeds"); // signs Ada up
        assertThat(shop.way(CURE)).containsText("Mail and shop window");
        shop.page().getByLabel("E-mail address").fill("ada@example.org");
        shop.press("Sign up");

        assertThat(shop.form("Sign up")).containsText("The address is taken.");
        assertThat(shop.transaction("Sign up").locator(".outcome")).hasText("rolled back");
    }

    @Test
    void anOrderShowsItsMailAndTheNewStock() {
        shop.press("Order two: it succeeds"); // signs Ada up, and leaves three matcha
        assertThat(shop.way(CURE)).containsText("3 in stock");
        shop.page().getByLabel("Product").selectOption("matcha");
        shop.page().getByLabel("Quantity").fill("1");
        shop.press("Place the order");

        assertThat(shop.region("Outbox")).containsText("Your order of 1 matcha");
        assertThat(shop.line(ORDER, "note", "dropped matcha from the stock cache"))
                .isVisible();
        assertThat(shop.page().getByLabel("Product")).containsText("matcha (2 in stock)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Commit             | committed   | succeeded | run(PrintLabel)             | Its label was printed
            Rollback           | rolled back | discarded | run(PrintLabel)             | The vase stays here
            Rollback           | rolled back | succeeded | afterRollback(CancelPickup) | its pickup is cancelled
            Savepoint rollback | committed   | discarded | run(PrintLabel)             | The vase was rolled back alone
            Savepoint rollback | committed   | note      | cancelled the pickup of a vase | The vase was rolled back alone
            Failing callback   | committed   | failed    | no carrier takes a piano    | One callback has failed
            Failing callback   | committed   | note      | printed the label of a lamp | One callback has failed
            Write in a callback | committed  | note      | wrote an audit entry        | what that wrote is kept
            Run once           | committed   | note      | ordered one pickup          | one pickup was ordered
            Barrier, commit    | committed   | note      | worker: goes on, and sees the parcel | found the book
            Barrier, rollback  | rolled back | note      | worker: drops the task      | dropped it
            """)
    void anExperimentShowsWhatBecameOfIt(String button, String outcome, String kind, String text, String result) {
        shop.press(button);

        assertThat(shop.page().locator("#result")).containsText(Pattern.compile(result, Pattern.CASE_INSENSITIVE));
        assertThat(shop.transaction(button).locator(".outcome")).hasText(outcome);
        assertThat(shop.line(button, kind, text)).isVisible();
    }

    @Test
    void theWorkerLooksBeforeTheCommitAndGoesOnAfterIt() {
        shop.press("Barrier, commit");

        // Which of the last two is first is open: the worker may see the commit before the committing thread is told.
        Locator lines = shop.transaction("Barrier, commit").locator("li");
        assertThat(lines).hasCount(3);
        assertThat(lines.first()).containsText("sees no parcel yet, waits");
        assertThat(lines.filter(new Locator.FilterOptions().setHasText("committed")))
                .isVisible();
        assertThat(lines.filter(new Locator.FilterOptions().setHasText("goes on, and sees the parcel")))
                .isVisible();
    }

    @Test
    void whatRanHasADuration() {
        shop.press("Commit");

        assertThat(shop.line("Commit", "succeeded", "run(PrintLabel)").locator(".millis"))
                .hasText(Pattern.compile("\\d+\\.\\d ms"));
    }

    @Test
    void theFeedCanBeCleared() {
        shop.press("Commit");
        assertThat(shop.transaction("Commit")).isVisible();

        shop.press("Clear");

        assertThat(shop.page().getByRole(AriaRole.LOG)).containsText("Nothing has happened yet.");
        assertThat(shop.transaction("Commit")).hasCount(0);
    }

    @Test
    void aSecondPageSeesTheTransactionsOfTheFirst() {
        try (ShopPage other = new ShopPage(chromium.browser().newContext(), url.toString())) {
            shop.press("Commit");

            assertThat(other.line("Commit", "succeeded", "run(PrintLabel)")).isVisible();
        }
    }

    @Test
    void theKeyboardSufficesAndShowsWhereItIs() {
        Locator button =
                shop.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Order six: it fails"));
        for (int tabs = 0; tabs < 10 && !(Boolean) button.evaluate("it => it === document.activeElement"); tabs++) {
            shop.page().keyboard().press("Tab");
        }

        assertThat((String) button.evaluate("it => getComputedStyle(it).outlineStyle"))
                .isEqualTo("solid");
        shop.page().keyboard().press("Enter");
        assertThat(shop.way(CURE)).containsText("No order, no mail.");
    }
}
