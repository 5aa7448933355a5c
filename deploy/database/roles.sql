-- Run by create-roles-and-schemas.sh in the maintenance database. Passwords come from the environment.
\getenv ingress UPM_DB_PASSWORD_INGRESS
\getenv publisher UPM_DB_PASSWORD_PUBLISHER
\getenv changelog UPM_DB_PASSWORD_CHANGELOG
\getenv notifier UPM_DB_PASSWORD_NOTIFIER
\getenv audit UPM_DB_PASSWORD_AUDIT

-- Statements with passwords stay out of the server's log, whatever it logs else (where the role may decide that).
SELECT set_config('log_statement', 'none', false)
WHERE (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) \g /dev/null

CREATE TEMPORARY TABLE wanted (role text, password text);
INSERT INTO wanted VALUES
    ('upm_ingress', nullif(:'ingress', '')),
    ('upm_publisher', nullif(:'publisher', '')),
    ('upm_changelog', nullif(:'changelog', '')),
    ('upm_notifier', nullif(:'notifier', '')),
    ('upm_audit', nullif(:'audit', ''));

DO $$
DECLARE
    missing text;
BEGIN
    SELECT string_agg('UPM_DB_PASSWORD_' || upper(substr(role, 5)), ', ') INTO missing
    FROM wanted
    WHERE password IS NULL AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role);
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'new roles need passwords, set: %', missing;
    END IF;
END
$$;

SELECT format('CREATE ROLE %I', role)
FROM wanted
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) \gexec

SELECT format('ALTER ROLE %I LOGIN NOCREATEDB NOCREATEROLE', role)
FROM wanted \gexec

SELECT format('ALTER ROLE %I PASSWORD %L', role, password)
FROM wanted
WHERE password IS NOT NULL \gexec

SELECT format('CREATE DATABASE %I', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec

SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'database') \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO %I', :'database', role)
FROM wanted \gexec
