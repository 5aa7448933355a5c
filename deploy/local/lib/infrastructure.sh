# shellcheck shell=bash
# Postgres, RabbitMQ and Verdaccio together.

# shellcheck source=software.sh
source "$LIB/software.sh"
# shellcheck source=install.sh
source "$LIB/install.sh"
# shellcheck source=postgres.sh
source "$LIB/postgres.sh"
# shellcheck source=rabbitmq.sh
source "$LIB/rabbitmq.sh"
# shellcheck source=npm.sh
source "$LIB/npm.sh"
# shellcheck source=verdaccio.sh
source "$LIB/verdaccio.sh"

JOBS=()

in_background() { "$@" & JOBS+=($!); }

finish_background() { # fails when one of them failed, after all have ended
  local job failed=0
  for job in "${JOBS[@]}"; do wait "$job" || failed=1; done
  JOBS=()
  (( failed == 0 )) || exit 1
}

# Also what the jobs have started, but no daemons: those lead sessions of their own.
end_background() {
  local job
  for job in "${JOBS[@]}"; do end_tree "$job"; done
  for job in "${JOBS[@]}"; do wait "$job" 2>/dev/null || true; done
}

start_database() {
  start_postgres
  create_roles_and_schemas
}

start_infrastructure() { # [PART...]
  local part
  if (( EUID == 0 )); then outside_folder >/dev/null; fi
  for part in "$@"; do
    case $part in
      postgres) in_background start_database ;;
      rabbitmq) in_background start_rabbitmq ;;
      verdaccio) in_background start_verdaccio ;;
    esac
  done
  finish_background
}

stop_infrastructure() {
  local job jobs=()
  for part in verdaccio rabbitmq postgres; do
    # Postgres takes SIGINT for "disconnect everybody and stop in good order"; SIGTERM would wait for them.
    if [[ $part == postgres ]]; then signal_postgres; fi
    stop_process "$part" 30 &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job" || true; done
  stop_process epmd
}

signal_postgres() {
  local pid
  if pid=$(process_pid postgres); then kill -INT "$pid" 2>/dev/null || true; fi
}
