package io.upmpublisher.publisher.source;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.upmpublisher.git.GitLimits;
import io.upmpublisher.git.GitMirrors;

@Dependent
class SourceProducer {

    @Produces
    @Singleton
    Sources sources(SourceConfig config) {
        var mirrors = new GitMirrors(config.mirrorDir(), GitLimits.defaults(), remote -> config.token());
        return new Sources(mirrors, config.gitBaseUrl());
    }
}
