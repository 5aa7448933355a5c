package io.upmpublisher.testing;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Gives the tests of a service a private database and broker:
 * {@code @QuarkusTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "service", value = "ingress"))}.
 */
public class ServiceInfrastructure implements QuarkusTestResourceLifecycleManager {

    private String service = "";
    private @Nullable PrivateInfrastructure infrastructure;

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.get("service");
    }

    @Override
    public Map<String, String> start() {
        infrastructure = PrivateInfrastructure.create();
        return infrastructure.variablesFor(service);
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
