package io.upmpublisher.command.settings;

/** What the tool reads from its environment; docs/configuration.md has it all. */
public enum Variable {
    UPM_INGRESS_URL(Kind.URL),
    UPM_PUBLISHER_URL(Kind.URL),
    UPM_CHANGELOG_URL(Kind.URL),
    UPM_NOTIFIER_URL(Kind.URL),
    UPM_AUDIT_URL(Kind.URL),
    UPM_TOKEN(Kind.SECRET),
    UPM_ADMIN_TOKEN(Kind.SECRET),
    UPM_TOKENS(Kind.SECRET),
    UPM_SESSION_KEY(Kind.SECRET),
    UPM_TRUSTED_OWNERS(Kind.TEXT),
    UPM_PLAIN_HTTP_HOSTS(Kind.TEXT),
    GITHUB_BASE_URL(Kind.URL),
    GITHUB_API_URL(Kind.URL),
    GITHUB_WEBHOOK_SECRET(Kind.SECRET),
    GH_PAT(Kind.SECRET),
    GITHUB_APP_ID(Kind.TEXT),
    GITHUB_APP_PRIVATE_KEY(Kind.SECRET),
    UPM_REGISTRY(Kind.URL),
    NPM_TOKEN(Kind.SECRET),
    DISCORD_WEBHOOK_UPM(Kind.SECRET),
    DISCORD_THREAD_ID(Kind.NUMBER),
    GEMINI_API_KEY(Kind.SECRET),
    GEMINI_MODEL(Kind.TEXT),
    GEMINI_API_URL(Kind.URL),
    UPM_DB_ADMIN_URL(Kind.SECRET),
    UPM_DB_NAME(Kind.TEXT),
    UPM_DB_URL(Kind.TEXT),
    UPM_DB_USER(Kind.TEXT),
    UPM_DB_PASSWORD(Kind.SECRET),
    RABBITMQ_HOST(Kind.TEXT),
    RABBITMQ_PORT(Kind.NUMBER),
    RABBITMQ_USER(Kind.TEXT),
    RABBITMQ_PASSWORD(Kind.SECRET),
    RABBITMQ_VIRTUAL_HOST(Kind.TEXT),
    RABBITMQ_TLS(Kind.FLAG),
    RABBITMQ_MANAGEMENT_URL(Kind.URL),
    UPM_MIRROR_DIR(Kind.TEXT),
    UPM_CHANGELOG_MIRROR_DIR(Kind.TEXT),
    UPM_WORK_DIR(Kind.TEXT),
    AUDIT_LOG_RETENTION_DAYS(Kind.NUMBER),
    PACKAGE_SIZE_THRESHOLD_MB(Kind.NUMBER);

    private final Kind kind;

    Variable(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /** What its value has to look like. */
    public enum Kind {
        TEXT,
        URL,
        NUMBER,
        FLAG,
        SECRET
    }
}
