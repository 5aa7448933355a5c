package io.upmpublisher.audit;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.upmpublisher.testing.PrivateInfrastructure;

/** A database and a virtual host for the tests of this module, and a token of each role. */
public class AuditTestResource implements QuarkusTestResourceLifecycleManager {

    private PrivateInfrastructure infrastructure;

    @Override
    public Map<String, String> start() {
        infrastructure = PrivateInfrastructure.create();
        var settings = new HashMap<>(infrastructure.variablesFor("audit"));
        settings.putAll(PrivateInfrastructure.withoutLimits());
        settings.put("upm.tokens", "vera:viewer:viewer-token-1234,olaf:operator:operator-token-1234,"
                + "anna:admin:admin-token-1234,ci:requester(studio/*):requester-token-1234");
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
