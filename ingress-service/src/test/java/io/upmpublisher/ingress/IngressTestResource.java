package io.upmpublisher.ingress;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.upmpublisher.testing.PrivateInfrastructure;

/** A database and a virtual host for the tests of this module, and the settings of a small studio. */
public class IngressTestResource implements QuarkusTestResourceLifecycleManager {

    private PrivateInfrastructure infrastructure;

    @Override
    public Map<String, String> start() {
        infrastructure = PrivateInfrastructure.create();
        var settings = new HashMap<>(infrastructure.variablesFor("ingress"));
        settings.putAll(PrivateInfrastructure.withoutLimits());
        settings.put("quarkus.http.test-port", "0");
        settings.put("GITHUB_WEBHOOK_SECRET", "old-webhook-secret," + Api.SECRET);
        settings.put("UPM_TRUSTED_OWNERS", "Studio,acme");
        settings.put("GITHUB_BASE_URL", "https://github.com");
        settings.put("upm.tokens", "vera:viewer:viewer-token-1234,olaf:operator:operator-token-1234,"
                + "anna:admin:admin-token-1234,ci:requester(studio/*,acme/core):requester-token-1234");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(infrastructure, new TestInjector.MatchesType(PrivateInfrastructure.class));
    }

    @Override
    public void stop() {
        if (infrastructure != null) {
            infrastructure.close();
        }
    }
}
