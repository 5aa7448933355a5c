package io.upmpublisher.ingress.webhook;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "ingress.webhook")
interface WebhookConfig {

    /** The webhook's secrets; several while one is replaced by the next. Without any, every delivery is refused. */
    Optional<List<String>> secrets();
}
