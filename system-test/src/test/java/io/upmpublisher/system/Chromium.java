package io.upmpublisher.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.awaitility.core.ThrowingRunnable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** A real browser with a profile of its own, that finds things as people do: by their words. */
final class Chromium implements AutoCloseable {

    private static final List<String> QUIET_AND_HEADLESS = List.of("--headless=new", "--no-sandbox", "--disable-gpu",
            "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-dev-shm-usage", "--no-proxy-server", "--hide-scrollbars", "--lang=en");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path pictures = folder(Stack.target().resolve("pages"));
    private final ChromeDriver driver;

    Chromium() {
        var options = new ChromeOptions();
        options.setBinary(program("UPM_TEST_CHROMIUM", "/usr/bin/chromium"));
        options.addArguments(QUIET_AND_HEADLESS);
        options.addArguments("--user-data-dir=" + profile());
        // Named, so that Selenium looks for no driver on the network.
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("UPM_TEST_CHROMEDRIVER", "/usr/bin/chromedriver")).usingAnyFreePort()
                .withLogFile(pictures.resolve("chromedriver.log").toFile()).build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE);
        driver.manage().window().setSize(new Dimension(1100, 900));
    }

    void open(URI page) {
        driver.get(page.toString());
    }

    String path() {
        return URI.create(String.valueOf(driver.getCurrentUrl())).getPath();
    }

    String text() {
        return driver.findElement(By.tagName("main")).getText();
    }

    /** The table's rows, the cells of each separated by bars. */
    List<String> rows(String tableId) {
        return driver.findElements(By.cssSelector("#" + tableId + " tbody tr")).stream()
                .map(row -> String.join(" | ",
                        row.findElements(By.cssSelector("th, td")).stream().map(cell -> cell.getText().replace('\n', ' '))
                                .toList()))
                .toList();
    }

    Chromium type(String label, String text) {
        var field = labelled(label);
        field.clear();
        field.sendKeys(text);
        return this;
    }

    Chromium choose(String label) {
        driver.findElement(By.xpath("//label[.//strong[normalize-space()='" + label + "']]")).click();
        return this;
    }

    /** Follows a link or sends a form, and waits for the page that comes then. */
    void click(String words) {
        var before = driver.findElement(By.tagName("html"));
        driver.findElement(By.xpath("//*[self::a or self::button][normalize-space()='" + words + "']")).click();
        await("another page").atMost(PATIENCE).until(() -> isGone(before));
    }

    /** The page may load itself anew while it is looked at. */
    void awaitThat(String what, Duration atMost, ThrowingRunnable isSo) {
        await(what).atMost(atMost).ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(isSo);
    }

    /** What nobody could use who does not see the page, or what our own policy kept from working. */
    void assertThatNothingIsAmiss() {
        assertThat(driver.findElements(By.cssSelector("input:not([type=hidden]), textarea, select"))).allSatisfy(
                field -> assertThat(field.getAccessibleName()).as("name of " + field.getDomAttribute("id")).isNotBlank());
        assertThat(driver.findElements(By.cssSelector("h1"))).hasSize(1);
        assertThat(driver.findElements(By.cssSelector("script, [style], [onclick]"))).isEmpty();
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).extracting(entry -> entry.getMessage())
                .noneMatch(message -> message.contains("Content Security Policy"));
        assertThat(driver.executeScript("return document.documentElement.scrollWidth <= window.innerWidth"))
                .as("everything fits into the width").isEqualTo(true);
    }

    void picture(String name) {
        try {
            Files.write(pictures.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As on a phone, at night. */
    void shrink() {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
        driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    void grow() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static boolean isGone(WebElement element) {
        try {
            element.isEnabled();
            return false;
        } catch (StaleElementReferenceException gone) {
            return true;
        }
    }

    private WebElement labelled(String label) {
        var id = driver.findElement(By.xpath("//label[starts-with(normalize-space(), '" + label + "')]"))
                .getDomAttribute("for");
        return driver.findElement(By.id(String.valueOf(id)));
    }

    private static File program(String variable, String usual) {
        var file = new File(Optional.ofNullable(System.getenv(variable)).orElse(usual));
        assertThat(file.toPath()).as(variable + ": deploy/local/test installs chromium and chromium-driver where it may; "
                + "else install them, or set UPM_CHROMIUM and UPM_CHROMEDRIVER").isExecutable();
        return file;
    }

    private static Path profile() {
        try {
            return Files.createTempDirectory(folder(Stack.target().resolve("browser")), "profile-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
