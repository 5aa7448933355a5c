# shellcheck shell=bash
# Finds the programs that the stack runs on.

newest_first() { printf '%s\n' "$@" | sort -rV; }

find_postgres() { # sets POSTGRES_BIN: Postgres 15 or newer with its server programs
  local bin version candidates=()
  candidates+=("${UPM_POSTGRES_BIN:-}")
  while read -r bin; do candidates+=("$bin"); done < <(newest_first /usr/lib/postgresql/*/bin /usr/pgsql-*/bin \
    /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin)
  bin=$(command -v postgres || true)
  [[ -z $bin ]] || candidates+=("$(dirname "$(readlink -f "$bin")")")
  for bin in "${candidates[@]}"; do
    [[ -n $bin && -x $bin/postgres && -x $bin/initdb && -x $bin/pg_isready ]] || continue
    version=$("$bin/postgres" --version | sed -n 's/[^0-9]*\([0-9]*\).*/\1/p')
    if (( version >= 15 )); then POSTGRES_BIN=$bin; return 0; fi
  done
  return 1
}

find_rabbitmq() { # sets RABBITMQ_BIN and EPMD
  local bin
  for bin in "${UPM_RABBITMQ_BIN:-}" /usr/lib/rabbitmq/bin /opt/rabbitmq/sbin /opt/homebrew/opt/rabbitmq/sbin /usr/local/opt/rabbitmq/sbin; do
    [[ -n $bin && -x $bin/rabbitmq-server ]] || continue
    RABBITMQ_BIN=$bin
    EPMD=$(command -v epmd) || EPMD=$(newest_first /usr/lib/erlang/erts-*/bin/epmd | head -n 1)
    [[ -x $EPMD ]] && return 0
  done
  return 1
}

find_chromium() { # sets CHROMIUM
  CHROMIUM=$(first_program "${UPM_CHROMIUM:-}" chromium google-chrome google-chrome-stable chromium-browser)
}

find_chromedriver() { # sets CHROMEDRIVER, which must fit the browser
  CHROMEDRIVER=$(first_program "${UPM_CHROMEDRIVER:-}" chromedriver "${CHROMEWEBDRIVER:+$CHROMEWEBDRIVER/chromedriver}" \
    /usr/lib/chromium/chromedriver)
}

first_program() { # NAME...: the path of the first that is there
  local name
  for name in "$@"; do
    [[ -n $name ]] && command -v "$name" && return 0
  done
  return 1
}

find_node() {
  local version
  version=$(node --version 2>/dev/null) || return 1
  version=${version#v}
  (( ${version%%.*} >= 18 )) && command -v npm >/dev/null
}

json() { node "$LIB/json.mjs" "$@"; }
