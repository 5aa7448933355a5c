package io.upmpublisher.command.check;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import io.upmpublisher.command.settings.Variable;

/** Whether Postgres is there, and has the roles, rights, schemas and tables that the services need, and no more. */
final class DatabaseCheck implements Check {

    private static final int OLDEST = 150_000;
    private static final String SCRIPT = "Run deploy/database/create-roles-and-schemas.sh: it adds what is missing.";

    @Override
    public String name() {
        return "database";
    }

    @Override
    public List<Finding> look(Surroundings here) {
        var target = target(here);
        if (target.isEmpty()) {
            return List.of(Finding.notAsked("the database", "Set UPM_DB_ADMIN_URL, or UPM_DB_URL, UPM_DB_USER and "
                    + "UPM_DB_PASSWORD of one of the services."));
        }
        try (var connection = connect(target.get(), here.patience())) {
            var findings = new ArrayList<Finding>();
            server(connection, findings);
            for (var service : DatabaseRights.SERVICES) {
                findings.add(DatabaseRights.of(connection, service));
            }
            if (findings.stream().noneMatch(each -> each.level() == Finding.Level.WRONG)) {
                findings.addAll(SchemaVersions.look(connection));
            }
            return findings;
        } catch (SQLException e) {
            return List.of(refused(target.get(), e));
        }
    }

    private static void server(Connection connection, List<Finding> findings) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select current_user, current_database(), current_setting('server_version'), "
                        + "current_setting('server_version_num')::int, clock_timestamp()")) {
            row.next();
            var text = "Postgres " + row.getString(3).replaceFirst(" .*", "") + ", database " + row.getString(2) + ", seen as "
                    + row.getString(1);
            findings.add(row.getInt(4) >= OLDEST ? Finding.ok(text)
                    : Finding.wrong(text + ": too old", "The services need Postgres 15 or newer."));
            Clocks.judged("the database's clock", Duration.between(Instant.now(), row.getTimestamp(5).toInstant()))
                    .ifPresent(findings::add);
        }
    }

    private static Connection connect(Target target, Duration patience) throws SQLException {
        var seconds = Long.toString(Math.max(1, patience.toSeconds()));
        var properties = new Properties();
        target.user().ifPresent(user -> properties.setProperty("user", user));
        target.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("ApplicationName", "upm-check");
        properties.setProperty("readOnly", "true");
        return DriverManager.getConnection(target.jdbcUrl(), properties);
    }

    private static Finding refused(Target target, SQLException e) {
        var state = String.valueOf(e.getSQLState());
        var text = "the database at " + target.shown() + " refused or was not reached: "
                + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return switch (state) {
            case "28P01", "28000" -> Finding.wrong(text, "Correct the user or the password.");
            case "3D000" -> Finding.wrong(text, SCRIPT);
            default -> Finding.wrong(text, "See whether Postgres runs, and can be reached from here.");
        };
    }

    private static Optional<Target> target(Surroundings here) {
        var admin = here.value(Variable.UPM_DB_ADMIN_URL);
        if (admin.isPresent()) {
            return Optional.of(Target.ofAdmin(admin.get(), here.settings().get(Variable.UPM_DB_NAME, "upm")));
        }
        return here.value(Variable.UPM_DB_URL)
                .map(url -> new Target(url, here.value(Variable.UPM_DB_USER), here.value(Variable.UPM_DB_PASSWORD)));
    }

    /** Where the services' tables are, and as whom they are looked at. */
    record Target(String jdbcUrl, Optional<String> user, Optional<String> password) {

        /** An address of libpq; its database is often the one for maintenance. */
        static Target ofAdmin(String address, String name) {
            var url = URI.create(address);
            var user = Optional.ofNullable(url.getRawUserInfo()).map(info -> decoded(info.replaceFirst(":.*", "")));
            var password = Optional.ofNullable(url.getRawUserInfo()).filter(info -> info.contains(":"))
                    .map(info -> decoded(info.substring(info.indexOf(':') + 1)));
            var path = String.valueOf(url.getPath()).replaceFirst("^/", "");
            var database = path.isEmpty() || path.equals("postgres") ? name : path;
            var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
            return new Target("jdbc:postgresql://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + "/"
                    + database + query, user, password);
        }

        String shown() {
            return jdbcUrl.replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*", "");
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }
}
