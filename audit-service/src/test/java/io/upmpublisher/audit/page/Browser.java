package io.upmpublisher.audit.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Keeps cookies and says where forms come from, as browsers do; follows no redirects, so that they can be looked at. */
public final class Browser {

    public static final String COOKIE = "upm-session";

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final Map<String, String> headers = new TreeMap<>();
    private final String address;
    private String session = "";
    private String cookieName = COOKIE;
    private String formToken = "";

    private Browser() {
        var number = ADDRESSES.incrementAndGet();
        address = "10.7." + number / 250 + "." + (number % 250 + 1);
        headers.put("Origin", RestAssured.baseURI + ":" + RestAssured.port);
    }

    public static Browser open() {
        return new Browser();
    }

    /** With a session of the role's holder. */
    public static Browser signedInAs(String role) {
        var browser = open();
        browser.signIn(role + "-token-1234").then().statusCode(303);
        browser.get("/repositories/studio/nowhere");
        return browser;
    }

    public Browser with(String header, String value) {
        if (value.isEmpty()) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return this;
    }

    public Response signIn(String token) {
        return signIn(token, "");
    }

    public Response signIn(String token, String to) {
        return keep(form(Map.of("token", token, "to", to)).post("/sign-in"));
    }

    public Response get(String path) {
        return keep(request().get(path));
    }

    /** Sends a form of the page that was seen last. */
    public Response send(String path, Map<String, String> fields) {
        var all = new TreeMap<>(fields);
        all.putIfAbsent("form-token", formToken);
        return keep(form(all).post(path));
    }

    /** Sends a form that lacks what only our pages have. */
    public Response sendBare(String path, Map<String, String> fields) {
        return form(fields).post(path);
    }

    public String session() {
        return session;
    }

    public Browser withSession(String value) {
        session = value;
        return this;
    }

    public Browser withCookieNamed(String name) {
        cookieName = name;
        return this;
    }

    public String formToken() {
        return formToken;
    }

    private RequestSpecification form(Map<String, String> fields) {
        return request().contentType("application/x-www-form-urlencoded").formParams(fields);
    }

    private RequestSpecification request() {
        var request = given().config(RestAssuredConfig.config().encoderConfig(
                EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .urlEncodingEnabled(false).redirects().follow(false).header("X-Forwarded-For", address)
                .header("Accept", "text/html");
        headers.forEach(request::header);
        return session.isEmpty() ? request : request.header("Cookie", cookieName + "=" + session);
    }

    private Response keep(Response response) {
        response.headers().getValues("Set-Cookie").forEach(cookie -> {
            assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/;");
            cookieName = cookie.substring(0, cookie.indexOf('='));
            session = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        });
        var token = FORM_TOKEN.matcher(response.asString());
        if (token.find()) {
            formToken = token.group(1);
        }
        return response;
    }
}
