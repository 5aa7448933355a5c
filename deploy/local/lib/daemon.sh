#!/usr/bin/env bash
# Notes its own pid and birth in PIDFILE, then becomes COMMAND: daemon.sh PIDFILE COMMAND...
set -euo pipefail

# shellcheck source=process.sh
source "$(dirname "${BASH_SOURCE[0]}")/process.sh"

pidfile=$1
shift
printf '%s %s\n' "$$" "$(process_birth $$)" >"$pidfile.$$"
mv -f "$pidfile.$$" "$pidfile"
exec "$@"
