-- Every delivery waits for it: lz4 takes a fraction of pglz's time and little more room. A Postgres that was built without it goes on
-- with pglz.
do $$
begin
    alter table delivery_body alter column body set compression lz4;
exception
    when feature_not_supported then null;
end
$$;
