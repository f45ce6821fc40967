package dev.aftercommit.sample.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The page, as its user meets it. */
final class ShopPage implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final List<String> errors = new ArrayList<>();

    ShopPage(BrowserContext context, String url) {
        this.context = context;
        this.page = context.newPage();
        page.onPageError(errors::add);
        page.navigate(url);
        assertThat(page.getByText("Connected")).isVisible();
    }

    Page page() {
        return page;
    }

    List<String> errors() {
        return errors;
    }

    void press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + button)))
                .click();
    }

    /** The newest transaction in the feed that has this title. */
    Locator transaction(String title) {
        return page.getByRole(AriaRole.LOG)
                .locator("article")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(title, new Page.GetByTextOptions().setExact(true))))
                .first();
    }

    Locator line(String title, String kind, String text) {
        return transaction(title)
                .locator("." + kind + "-line")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    Locator region(String heading) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(heading).setExact(true));
    }

    Locator form(String heading) {
        return page.getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName(heading));
    }

    Locator way(String heading) {
        return page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName(heading));
    }

    void screenshot(String name, boolean whole) {
        page.screenshot(new ScreenshotOptions()
                .setPath(Path.of("target/screenshots", name + ".png"))
                .setFullPage(whole));
    }

    @Override
    public void close() {
        context.close();
    }
}
