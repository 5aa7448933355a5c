package io.upmpublisher.audit.page;

/** Repositories as ingress shows them. */
public final class Shown {

    private Shown() {
    }

    public static String listed(String repository, String status, String note, String flags) {
        return """
                {"repository":"%s","url":"https://github.com/%s","status":"%s","mode":"publish","branches":["master","main"],
                 "registry":"default","maintenanceLines":[],"stopOn":[],"tags":false,"releases":false,"note":%s,
                 "dispatcherEnabled":null,"version":1,"createdAt":"2026-11-28T06:00:00Z","changedAt":"2026-11-28T06:00:00Z",
                 "changedBy":"olaf","reality":null,"flags":%s}""".formatted(repository, repository, status,
                note == null ? "null" : "\"" + note + "\"", flags);
    }

    public static String flag(String code, String cause, String remedy) {
        return """
                {"code":"%s","cause":"%s","remedy":"%s","from":"probe","since":"2026-11-28T06:00:00Z"}""".formatted(code, cause,
                remedy);
    }

    /**
     * @param reality what was found, as JSON
     */
    public static String known(String repository, String status, String mode, long version, String changedAt, String changedBy,
            String reality) {
        return """
                {"repository":"%s","url":"https://github.com/%s","status":"%s","mode":"%s","branches":["master","main"],
                 "registry":"default","maintenanceLines":[],"stopOn":[],"tags":false,"releases":false,"note":null,
                 "dispatcherEnabled":null,"version":%d,"createdAt":"2026-11-28T06:00:00Z","changedAt":"%s","changedBy":"%s",
                 "reality":%s}""".formatted(repository, repository, status, mode, version, changedAt, changedBy, reality);
    }

    public static String unread() {
        return "{\"flags\":[]}";
    }

    public static String read(long version, String probedAt, String packages) {
        return """
                {"probe":{"readable":true,"probedAt":"%s","version":%d,"findings":[],"defaultBranch":"main",
                  "branches":[{"name":"master","exists":false},{"name":"main","exists":true}],"branch":"main",
                  "commit":"9f2c41d0c5b1e8f4a37b6d2890e1f5c4a3b2d1e0",
                  "plan":{"publish":1,"skip":1,"fail":0,"hold":0,"packages":[%s]},"dispatcher":false,
                  "registry":{"name":"default","user":"publisher","search":"search","maxRequestBytes":104857600}},
                 "gitHub":{"state":"not-asked","askedAt":"2026-11-28T06:00:01Z","reason":"There is no credential.",
                  "archived":false,"disabled":false},"flags":[]}""".formatted(probedAt, version, packages);
    }

    public static String unreadable(long version, String probedAt, String code, String cause, String remedy) {
        return """
                {"probe":{"readable":false,"probedAt":"%s","version":%d,
                  "fault":{"code":"%s","cause":"%s","remedy":"%s"},"findings":[],"branches":[]},
                 "flags":[%s]}""".formatted(probedAt, version, code, cause, remedy, flag(code, cause, remedy));
    }

    public static String packageOf(String name, String version, String publishedVersion, String decision, String code) {
        return """
                {"path":"Packages/%s/package.json","name":"%s","version":"%s",%s"decision":"%s","code":"%s"}""".formatted(name,
                name, version, publishedVersion == null ? "" : "\"publishedVersion\":\"" + publishedVersion + "\",", decision,
                code);
    }
}
