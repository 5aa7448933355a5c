package io.upmpublisher.audit.page.session;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.upmpublisher.audit.page.shell.PagePaths;
import io.upmpublisher.audit.page.shell.PageProblem;
import io.upmpublisher.web.problem.Problem;
import io.vertx.ext.web.RoutingContext;

/** Reads forms, and refuses those that lack the secret of the session that they come with. */
@Provider
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
class SubmittedFormResourceReader implements MessageBodyReader<SubmittedForm> {

    private final CurrentVertxRequest request;

    SubmittedFormResourceReader(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == SubmittedForm.class;
    }

    @Override
    public SubmittedForm readFrom(Class<SubmittedForm> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, String> headers, InputStream body) throws IOException {
        var form = SubmittedForm.parse(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        if (!isOfSession(form, request.getCurrent())) {
            throw new Problem(PageProblem.FORM_FROM_ELSEWHERE, "The form does not belong to your session.");
        }
        return form;
    }

    /** Signing in is what there is no session for yet; where the form comes from has been looked at before. */
    private static boolean isOfSession(SubmittedForm form, RoutingContext context) {
        return Sessions.of(context).map(session -> isSame(session.secret(), form.text(SubmittedForm.TOKEN_FIELD)))
                .orElseGet(() -> context.normalizedPath().equals(PagePaths.SIGN_IN));
    }

    private static boolean isSame(String secret, String sent) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
