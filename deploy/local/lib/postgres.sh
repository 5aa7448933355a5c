# shellcheck shell=bash
# A private Postgres on loopback TCP; no socket files, whose paths may not be long.

POSTGRES_OPTIONS=()

postgres_user() { # Postgres refuses to run as root
  (( EUID == 0 )) || return 0
  local user
  for user in postgres nobody; do
    if id -u "$user" >/dev/null 2>&1; then printf '%s' "$user"; return 0; fi
  done
  die "Postgres may not run as root and there is neither a user 'postgres' nor 'nobody'"
}

postgres_folder() {
  if (( EUID == 0 )); then printf '%s/postgres' "$(outside_folder)"; else printf '%s/postgres' "$LOCAL"; fi
}

as_postgres() {
  local user
  user=$(postgres_user)
  if [[ -z $user ]]; then
    "$@"
  elif command -v setpriv >/dev/null; then
    setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups -- "$@"
  else
    runuser -u "$user" -- "$@"
  fi
}

create_cluster() { # FOLDER: made beside and moved, so that a killed start leaves no half of one
  local folder=$1 user
  [[ ! -f $folder/data/PG_VERSION ]] || return 0
  user=$(postgres_user)
  rm -rf "$folder"
  mkdir -p "$folder"
  secret DB_ADMIN >"$folder/password"
  if [[ -n $user ]]; then chown -R "$user" "$folder"; fi
  (
    cd "$folder" || exit
    as_postgres env -u PGDATA LC_ALL=C "$POSTGRES_BIN/initdb" --pgdata="$folder/data.new" --username=upm_admin \
      --pwfile="$folder/password" --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-sync
    as_postgres mv "$folder/data.new" "$folder/data"
  ) >"$LOCAL/log/postgres-initdb.log" 2>&1 || {
    show_tail "$LOCAL/log/postgres-initdb.log"
    die "Postgres' data folder could not be made" "log: $LOCAL/log/postgres-initdb.log"
  }
  rm -f "$folder/password"
}

# After a kill the number in Postgres' own pid file may belong to somebody else, and Postgres would refuse to start.
remove_stale_postmaster_pid() { # DATA
  local pid
  pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) || return 0
  if ! { tr '\0' ' ' <"/proc/$pid/cmdline"; } 2>/dev/null | grep -qF -- "$1"; then rm -f "$1/postmaster.pid"; fi
}

start_postgres() {
  local folder data memory=posix wanted user command=()
  folder=$(postgres_folder)
  data=$folder/data
  wanted=$(fingerprint "$POSTGRES_BIN" "$UPM_POSTGRES_PORT" "$folder" "${POSTGRES_OPTIONS[@]}")
  if runs_as_wanted postgres "$wanted"; then good "Postgres runs on port $UPM_POSTGRES_PORT"; return 0; fi
  stop_process postgres
  create_cluster "$folder"
  remove_stale_postmaster_pid "$data"
  as_postgres test -w /dev/shm || memory=mmap
  user=$(postgres_user)
  if [[ -n $user ]]; then
    if command -v setpriv >/dev/null; then
      command=(setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups --)
    else
      command=(runuser -u "$user" --)
    fi
  fi
  (
    cd "$data" || exit
    start_process postgres "$wanted" "${command[@]}" "$POSTGRES_BIN/postgres" -D "$data" -p "$UPM_POSTGRES_PORT" \
      -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c dynamic_shared_memory_type=$memory \
      -c max_connections=200 -c log_timezone=UTC -c timezone=UTC "${POSTGRES_OPTIONS[@]}"
  )
  await postgres 60 "$POSTGRES_BIN/pg_isready" -q -h 127.0.0.1 -p "$UPM_POSTGRES_PORT" -d postgres
  good "Postgres started on port $UPM_POSTGRES_PORT"
}

database_admin_url() { # [DATABASE]
  printf 'postgresql://upm_admin:%s@127.0.0.1:%s/%s' "$(secret DB_ADMIN)" "$UPM_POSTGRES_PORT" "${1:-upm}"
}

create_roles_and_schemas() {
  local service role
  for service in "${SERVICES[@]}"; do
    role=DB_${service^^}
    local -x "UPM_DB_PASSWORD_${service^^}=$(secret "$role")"
  done
  PATH=$POSTGRES_BIN:$PATH UPM_DB_ADMIN_URL=$(database_admin_url postgres) \
    "$CHECKOUT/deploy/database/create-roles-and-schemas.sh" >"$LOCAL/log/database.log" 2>&1 || {
    show_tail "$LOCAL/log/database.log"
    die "the database's roles and schemas could not be made" "log: $LOCAL/log/database.log"
  }
  good "database upm has a role and a schema for each service"
}
