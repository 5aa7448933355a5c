#!/usr/bin/env bash
# Does to a stack's private Postgres what tests of failures need. UPM_LOCAL_DIR names the stack.
#
#   kill   ends the server and all its processes at once, as a power cut would
#   start  starts it and waits until it answers

set -euo pipefail

# shellcheck source=control.sh
source "$(dirname "${BASH_SOURCE[0]}")/control.sh"
# shellcheck source=postgres.sh
source "$LIB/postgres.sh"

find_postgres || die "Postgres is not installed"

case ${1:-} in
  kill)
    if pid=$(process_pid postgres); then
      read -r -a children <<<"$(child_processes "$pid")"
      kill -KILL "$pid" "${children[@]}" 2>/dev/null || true
      # The next server refuses to start beside what is left of this one.
      for each in "$pid" "${children[@]}"; do
        while process_birth "$each" >/dev/null; do sleep 0.02; done
      done
    fi ;;
  start)
    start_postgres ;;
  -h | --help)
    usage ;;
  *)
    usage >&2
    exit 2 ;;
esac
