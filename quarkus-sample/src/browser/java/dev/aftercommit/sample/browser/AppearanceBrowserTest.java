package dev.aftercommit.sample.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the page looks, in light, in dark and on a phone; screenshots are left in {@code target/screenshots}. */
@QuarkusTest
class AppearanceBrowserTest {
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String VIOLATIONS = "() => axe.run().then(found => found.violations.map("
            + "it => it.id + ': ' + it.nodes.map(node => node.target + ' ' + node.failureSummary).join('; ')))";
    private static Chromium chromium;

    @TestHTTPResource("/")
    URL url;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @ParameterizedTest
    @EnumSource
    void everybodyCanReadAndUseThePage(Appearance appearance) {
        try (ShopPage shop = open(appearance)) {
            shop.page().evaluate(axe());

            assertThat((List<?>) shop.page().evaluate(VIOLATIONS)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsCutOffAtTheSide(Appearance appearance) {
        try (ShopPage shop = open(appearance)) {
            Object beyond = shop.page().evaluate("document.documentElement.scrollWidth - innerWidth");

            assertThat(beyond).isEqualTo(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aScreenshotIsLeft(Appearance appearance) {
        try (ShopPage shop = open(appearance)) {
            shop.screenshot(appearance.name().toLowerCase(), false);
            shop.screenshot(appearance.name().toLowerCase() + "-whole", true);

            assertThat(shop.page().title()).isEqualTo("After the commit, or not at all");
        }
    }

    /** The page after somebody has tried it. */
    private ShopPage open(Appearance appearance) {
        ShopPage shop = new ShopPage(chromium.browser().newContext(appearance.options()), url.toString());
        for (Map.Entry<String, String> experiment : Map.of(
                        "Savepoint rollback", "succeeded", "Failing callback", "failed")
                .entrySet()) {
            shop.press(experiment.getKey());
            assertThat(shop.line(experiment.getKey(), experiment.getValue(), "run("))
                    .isVisible();
        }
        shop.press("Order six: it fails");
        assertThat(shop.way("After the commit")).containsText("No order, no mail.");
        assertThat(shop.line("Order, mailed after the commit", "discarded", "run("))
                .isVisible();
        return shop;
    }

    private static String axe() {
        try (InputStream script = AppearanceBrowserTest.class.getResourceAsStream(AXE)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    enum Appearance {
        LIGHT {
            @Override
            NewContextOptions options() {
                return screen(ColorScheme.LIGHT);
            }
        },
        DARK {
            @Override
            NewContextOptions options() {
                return screen(ColorScheme.DARK);
            }
        },
        PHONE {
            @Override
            NewContextOptions options() {
                return still(ColorScheme.LIGHT)
                        .setViewportSize(390, 844)
                        .setDeviceScaleFactor(2)
                        .setHasTouch(true);
            }
        };

        abstract NewContextOptions options();

        private static NewContextOptions screen(ColorScheme scheme) {
            return still(scheme).setViewportSize(1360, 900);
        }

        private static NewContextOptions still(ColorScheme scheme) {
            return new NewContextOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE);
        }
    }
}
