package io.upmpublisher.audit;

import java.util.HashMap;
import java.util.Map;

import io.upmpublisher.testing.ServiceInfrastructure;

/** A database and a virtual host for the tests of this module, and a token of each role. */
public class AuditTestResource extends ServiceInfrastructure {

    public AuditTestResource() {
        super("audit");
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        settings.put("upm.tokens", "vera:viewer:viewer-token-1234,olaf:operator:operator-token-1234,"
                + "anna:admin:admin-token-1234,ci:requester(studio/*):requester-token-1234");
        return settings;
    }
}
