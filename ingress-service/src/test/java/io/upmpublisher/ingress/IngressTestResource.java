package io.upmpublisher.ingress;

import java.util.HashMap;
import java.util.Map;

import io.upmpublisher.testing.ServiceInfrastructure;

/** A database and a virtual host for the tests of this module, and the settings of a small studio. */
public class IngressTestResource extends ServiceInfrastructure {

    public IngressTestResource() {
        super("ingress");
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        settings.put("quarkus.http.test-port", "0");
        settings.put("GITHUB_WEBHOOK_SECRET", "old-webhook-secret," + Api.SECRET);
        settings.put("UPM_TRUSTED_OWNERS", "Studio,acme");
        settings.put("GITHUB_BASE_URL", "https://github.com");
        settings.put("UPM_WATCH_HOOKS", "false");
        settings.put("UPM_COMPARE_HEADS", "false");
        settings.put("upm.tokens", "vera:viewer:viewer-token-1234,olaf:operator:operator-token-1234,"
                + "anna:admin:admin-token-1234,ci:requester(studio/*,acme/core):requester-token-1234");
        return settings;
    }
}
