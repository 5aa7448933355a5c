#!/usr/bin/env bash
# Becomes COMMAND with exactly the environment in FILE (NAME=value, each ended by a NUL), and removes the file:
# with-environment.sh FILE COMMAND...
set -euo pipefail

file=$1
shift
variables=()
while IFS= read -r -d '' variable; do variables+=("$variable"); done <"$file"
rm -f "$file"
for name in $(compgen -e); do unset "$name" 2>/dev/null || true; done
export "${variables[@]}"
exec "$@"
