package io.upmpublisher.web.token;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Has the application take the tokens of a {@link SigningProvider}, which the test starts. */
public class SigningProviderResource implements QuarkusTestResourceLifecycleManager {

    private final SigningProvider provider = new SigningProvider();

    @Override
    public Map<String, String> start() {
        return Map.of("upm.oidc.issuer", provider.issuer(), "upm.oidc.audience", "upm,upm-other",
                "upm.oidc.roles", "/studio/ops:operator, lookers:viewer,ci:requester(acme/*, studio/core)",
                "quarkus.log.file.path", "target/open-id.log");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(provider, new TestInjector.MatchesType(SigningProvider.class));
    }

    @Override
    public void stop() {
        provider.close();
    }
}
