package io.upmpublisher.ingress.hook;

/** Who has a webhook. The later ones are the more particular. */
enum HookKind {
    APP,
    ORGANIZATION,
    REPOSITORY
}
