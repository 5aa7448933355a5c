package io.upmpublisher.testing;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Gives the tests of a service a private database and broker, and itself to those that want to shake them:
 * {@code @QuarkusTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "service", value = "ingress"))}.
 * A service that needs more, or settings of its own, extends it.
 */
public class ServiceInfrastructure implements QuarkusTestResourceLifecycleManager {

    private String service;
    private @Nullable PrivateInfrastructure infrastructure;

    /** For tests that name the service by an argument. */
    public ServiceInfrastructure() {
        this("");
    }

    protected ServiceInfrastructure(String service) {
        this.service = service;
    }

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.getOrDefault("service", service);
    }

    @Override
    public Map<String, String> start() {
        infrastructure = PrivateInfrastructure.create();
        var settings = new HashMap<>(infrastructure.variablesFor(service));
        // Tests call more often than people do.
        settings.putAll(PrivateInfrastructure.withoutLimits());
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
