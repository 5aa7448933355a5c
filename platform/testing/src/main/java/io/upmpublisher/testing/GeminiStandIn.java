package io.upmpublisher.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** <a href="https://ai.google.dev/api/generate-content">Gemini's generateContent</a>; its entry says where it comes from. */
final class GeminiStandIn {
    private static final String MODEL = "/v1(beta)?/models/[A-Za-z0-9.-]+";

    /** The first commit id of the request, which comes as JSON inside of a JSON text. */
    private static final String CITED = "(?<=id.....)[0-9a-f]{10,40}";

    private GeminiStandIn() {
    }

    static void answer(WireMockServer server) {
        server.stubFor(get(urlPathMatching(MODEL)).willReturn(json(200, """
                {"name":"models/stand-in","supportedGenerationMethods":["generateContent"]}""")));
        server.stubFor(post(urlPathMatching(MODEL + ":generateContent"))
                .withHeader("x-goog-api-key", matching(".+"))
                .willReturn(json(200,
                        """
                                {"candidates":[{"content":{"role":"model","parts":[{"text":\
                                "{\\"bullets\\":[{\\"section\\":\\"Changed\\",\\"text\\":\\"Entry from the local stand-in, not from a model.\\",\
                                \\"commits\\":[\\"{{regexExtract request.body '%s' default='none'}}\\"]}]}"}]},\
                                "finishReason":"STOP","index":0}],\
                                "usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1,"totalTokenCount":2},\
                                "modelVersion":"stand-in","responseId":"stand-in"}"""
                                .formatted(CITED))
                        .withTransformers("response-template")));
        server.stubFor(any(urlPathMatching(MODEL + "(:generateContent)?")).atPriority(1)
                .withHeader("x-goog-api-key", absent())
                .willReturn(json(403, """
                        {"error":{"code":403,"status":"PERMISSION_DENIED","message":\
                        "Method doesn't allow unregistered callers (callers without established identity). \
                        Please use API Key or other form of API consumer identity to call this API."}}""")));
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse().withStatus(status).withHeader("Content-Type", "application/json; charset=UTF-8").withBody(body);
    }
}
