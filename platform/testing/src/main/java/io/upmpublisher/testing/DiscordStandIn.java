package io.upmpublisher.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** <a href="https://discord.com/developers/docs/resources/webhook">Discord's webhooks</a>. */
final class DiscordStandIn {
    private static final String WEBHOOK = "/api(/v[0-9]+)?/webhooks/[0-9]+/[A-Za-z0-9_.-]+";
    private static final String MESSAGE = """
            {"id":"1{{randomValue length=18 type='NUMERIC'}}","type":0,"channel_id":"200000000000000001",\
            "webhook_id":"{{regexExtract request.path '[0-9]{2,}'}}",\
            "author":{"id":"200000000000000002","username":"UPM","bot":true},\
            "content":"","embeds":[],"attachments":[],"mentions":[],"mention_roles":[],"components":[],\
            "mention_everyone":false,"pinned":false,"tts":false,"flags":0,\
            "timestamp":"{{now timezone='UTC' format="yyyy-MM-dd'T'HH:mm:ss.SSSSSS"}}+00:00","edited_timestamp":null}""";

    private DiscordStandIn() {
    }

    static void answer(WireMockServer server) {
        server.stubFor(get(urlPathMatching(WEBHOOK)).willReturn(json(200, """
                {"id":"200000000000000003","type":1,"name":"UPM","channel_id":"200000000000000001"}""")));
        server.stubFor(post(urlPathMatching(WEBHOOK)).atPriority(4)
                .willReturn(aResponse().withStatus(204)));
        server.stubFor(post(urlPathMatching(WEBHOOK)).atPriority(3)
                .withQueryParam("wait", equalTo("true"))
                .willReturn(json(200, MESSAGE).withTransformers("response-template")));
        server.stubFor(post(urlPathMatching(WEBHOOK)).atPriority(2)
                .withHeader("Content-Type", matching("application/json.*"))
                .withRequestBody(matchingJsonPath("$.content", absent()))
                .withRequestBody(matchingJsonPath("$.embeds[0]", absent()))
                .withRequestBody(matchingJsonPath("$.components[0]", absent()))
                .willReturn(json(400, """
                        {"message":"Cannot send an empty message","code":50006}""")));
        server.stubFor(patch(urlPathMatching(WEBHOOK + "/messages/[0-9]+"))
                .willReturn(json(200, MESSAGE).withTransformers("response-template")));
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(body);
    }
}
