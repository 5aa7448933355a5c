-- Run by create-roles-and-schemas.sh in the services' database.
REVOKE ALL ON SCHEMA public FROM PUBLIC;

CREATE TEMPORARY TABLE wanted (schema text, role text);
INSERT INTO wanted VALUES
    ('ingress', 'upm_ingress'),
    ('publisher', 'upm_publisher'),
    ('changelog', 'upm_changelog'),
    ('notifier', 'upm_notifier'),
    ('audit', 'upm_audit');

-- The admin keeps the schema itself: a service may fill its own but not drop it. Managed databases, where the admin is
-- no superuser, would also refuse to give it away.
SELECT format('CREATE SCHEMA IF NOT EXISTS %I', schema) FROM wanted \gexec
SELECT format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', schema) FROM wanted \gexec
SELECT format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', schema, role) FROM wanted \gexec
SELECT format('ALTER ROLE %I IN DATABASE %I SET search_path TO %I', role, current_database(), schema) FROM wanted \gexec

-- A consumer's proof that it recorded an event; the one table that services share.
CREATE SCHEMA IF NOT EXISTS messaging;
REVOKE ALL ON SCHEMA messaging FROM PUBLIC;

CREATE TABLE IF NOT EXISTS messaging.receipt (
    event_id uuid NOT NULL,
    consumer text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT receipt_pkey PRIMARY KEY (consumer, event_id)
);

-- The primary key begins with the consumer; the relay asks by event.
CREATE INDEX IF NOT EXISTS receipt_event_id_idx ON messaging.receipt (event_id);

-- Old receipts are deleted by age.
CREATE INDEX IF NOT EXISTS receipt_recorded_at_idx ON messaging.receipt (recorded_at);

SELECT format('GRANT USAGE ON SCHEMA messaging TO %I', role) FROM wanted \gexec
SELECT format('GRANT SELECT, INSERT, DELETE ON messaging.receipt TO %I', role) FROM wanted \gexec
