package io.upmpublisher.audit.page.shell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.quarkus.qute.TemplateExtension;

/** For templates: texts as values in the query of a link. */
@TemplateExtension
final class QueryValues {

    private QueryValues() {
    }

    static String queryValue(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
