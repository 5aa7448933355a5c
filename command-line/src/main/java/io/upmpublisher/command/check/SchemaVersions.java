package io.upmpublisher.command.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** How far the tables of each service have come, against the migrations that this version has. */
final class SchemaVersions {

    private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql/?");

    private SchemaVersions() {
    }

    static List<Finding> look(Connection connection) throws SQLException {
        var findings = new ArrayList<Finding>();
        var good = new ArrayList<String>();
        for (var service : DatabaseRights.SERVICES) {
            look(connection, service, "flyway_schema_history", newest(service), good, findings);
            look(connection, service, "messaging_schema_history", newest("messaging"), good, findings);
        }
        if (!good.isEmpty()) {
            findings.addFirst(Finding.ok("the tables are those of this version: " + String.join(", ", good)));
        }
        return findings;
    }

    private static void look(Connection connection, String service, String table, int newest, List<String> good,
            List<Finding> findings) throws SQLException {
        var name = service + "." + table;
        switch (state(connection, name)) {
            case MISSING -> findings.add(Finding.warning(name + " is not there: " + service + " has never started here",
                    "Start it: it makes its tables by itself."));
            case FORBIDDEN -> findings.add(Finding.notAsked("the version of " + service + "'s tables",
                    "This role may not read " + name + "; UPM_DB_ADMIN_URL of a superuser, or of upm_" + service + ", may."));
            case READABLE -> judge(connection, service, name, newest, good, findings);
        }
    }

    private static void judge(Connection connection, String service, String name, int newest, List<String> good,
            List<Finding> findings) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select max(version::int) filter (where success and version ~ '^[0-9]+$'), "
                        + "string_agg(version, ', ') filter (where not success) from " + name)) {
            row.next();
            var present = row.getInt(1);
            if (row.getString(2) != null) {
                findings.add(Finding.wrong("migration " + row.getString(2) + " of " + name + " failed",
                        "See " + service + "'s log; mend the cause, remove the failed row, and start it again."));
            } else if (present < newest) {
                findings.add(Finding.warning(name + " is at version " + present + " of " + newest,
                        "It comes to the newest when " + service + " of this version starts."));
            } else if (present > newest) {
                findings.add(Finding.warning(name + " is at version " + present + ", this tool knows " + newest,
                        "Take the tool of the version that is deployed; a service of an older one does not start."));
            } else {
                good.add(name.replaceFirst("\\..*", "") + (name.contains(".messaging_") ? "/messaging " : " ") + present);
            }
        }
    }

    private static State state(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select has_table_privilege(c.oid, 'SELECT') and has_schema_privilege(n.oid, 'USAGE')
                from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname || '.' || c.relname = ?""")) {
            statement.setString(1, name);
            try (var row = statement.executeQuery()) {
                return !row.next() ? State.MISSING : row.getBoolean(1) ? State.READABLE : State.FORBIDDEN;
            }
        }
    }

    /** The number of the newest migration that was packed with this tool. */
    static int newest(String schema) {
        var folder = "/upm/migrations/" + schema;
        try {
            var place = Objects.requireNonNull(SchemaVersions.class.getResource(folder), folder).toURI();
            if (!place.getScheme().equals("jar")) {
                return newest(Path.of(place));
            }
            try (var jar = FileSystems.newFileSystem(Path.of(URI.create(place.getSchemeSpecificPart().replaceFirst("!.*", ""))),
                    Map.of())) {
                return newest(jar.getPath(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The tool's own migrations cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A resource has no address", e);
        }
    }

    private static int newest(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> MIGRATION.matcher(file.getFileName().toString()))
                    .mapToInt(match -> match.matches() ? Integer.parseInt(match.group(1)) : 0).max().orElse(0);
        }
    }

    private enum State {
        MISSING,
        FORBIDDEN,
        READABLE
    }
}
