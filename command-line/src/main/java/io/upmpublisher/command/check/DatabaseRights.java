package io.upmpublisher.command.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a service's role may do: all in its own schema, and no more than to receipt beside that. */
final class DatabaseRights {

    static final List<String> SERVICES = List.of("ingress", "publisher", "changelog", "notifier", "audit");

    private static final String SCRIPT = "Run deploy/database/create-roles-and-schemas.sh, which gives the rights that are "
            + "needed; take others away by hand.";
    /** Any role may ask this about any other. */
    private static final String RIGHTS = """
            select r.rolcanlogin,
                   r.rolsuper or r.rolcreatedb or r.rolcreaterole,
                   has_database_privilege(r.oid, current_database(), 'CONNECT'),
                   has_schema_privilege(r.oid, own.oid, 'USAGE') and has_schema_privilege(r.oid, own.oid, 'CREATE'),
                   has_schema_privilege(r.oid, 'messaging', 'USAGE')
                       and has_table_privilege(r.oid, 'messaging.receipt', 'SELECT')
                       and has_table_privilege(r.oid, 'messaging.receipt', 'INSERT')
                       and has_table_privilege(r.oid, 'messaging.receipt', 'DELETE'),
                   has_table_privilege(r.oid, 'messaging.receipt', 'UPDATE'),
                   (select string_agg(other.nspname, ', ') from pg_namespace other
                    where other.nspname = any (?) and other.oid <> own.oid and has_schema_privilege(r.oid, other.oid, 'USAGE')),
                   exists (select from pg_db_role_setting s where s.setrole = r.oid
                           and 'search_path=' || own.nspname = any (s.setconfig))
            from pg_roles r join pg_namespace own on own.nspname = ?
            where r.rolname = ? and to_regclass('messaging.receipt') is not null""";

    private DatabaseRights() {
    }

    static Finding of(Connection connection, String service) throws SQLException {
        var role = "upm_" + service;
        try (var statement = connection.prepareStatement(RIGHTS)) {
            statement.setArray(1, connection.createArrayOf("text", SERVICES.toArray()));
            statement.setString(2, service);
            statement.setString(3, role);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return Finding.wrong("the role " + role + ", the schema " + service + " or messaging.receipt is not there",
                            SCRIPT);
                }
                var wrong = new ArrayList<String>();
                add(wrong, !row.getBoolean(1), "may not log in");
                add(wrong, row.getBoolean(2), "may more than a service needs (superuser, databases or roles)");
                add(wrong, !row.getBoolean(3), "may not connect to this database");
                add(wrong, !row.getBoolean(4), "may not use its own schema " + service + ", or not create in it");
                add(wrong, !row.getBoolean(5), "may not read, write or delete receipts");
                add(wrong, row.getBoolean(6), "may change receipts");
                add(wrong, row.getString(7) != null, "may look into the schemas of others: " + row.getString(7));
                add(wrong, !row.getBoolean(8), "does not look into its own schema first (search_path)");
                return wrong.isEmpty() ? Finding.ok(role + " has its own schema and the receipts, and nothing else")
                        : Finding.wrong(role + " " + String.join("; ", wrong), SCRIPT);
            }
        }
    }

    private static void add(List<String> wrong, boolean is, String text) {
        if (is) {
            wrong.add(text);
        }
    }
}
