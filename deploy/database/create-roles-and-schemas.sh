#!/usr/bin/env bash
# Creates the database with a role and a schema for each service, and the schema of the receipts that all share.
# Can be run again at any time: it adds what is missing and sets the passwords that it is given.
#
# Needs psql and a Postgres of version 15 or newer, reached as a role that may create roles and databases:
#   UPM_DB_ADMIN_URL   postgresql://admin:password@host:5432/postgres (or libpq's own PGHOST, PGPORT, PGUSER, PGPASSWORD, …)
#   UPM_DB_NAME        the database to create, "upm" if not set
#   UPM_DB_PASSWORD_INGRESS, UPM_DB_PASSWORD_PUBLISHER, UPM_DB_PASSWORD_CHANGELOG, UPM_DB_PASSWORD_NOTIFIER,
#   UPM_DB_PASSWORD_AUDIT
#                      the roles' passwords; a new role needs one, an existing role keeps its own where none is given
#
# The roles are upm_ingress … upm_audit; each service gets UPM_DB_URL=jdbc:postgresql://host:5432/upm, its UPM_DB_USER
# and UPM_DB_PASSWORD. A role finds its own schema first in its search path and has no rights in the others.

set -euo pipefail

case ${1:-} in
  '') ;;
  -h | --help) sed -n '2,/^$/{s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
  *) echo "unknown argument: $1 (see --help)" >&2; exit 2 ;;
esac

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
database=${UPM_DB_NAME:-upm}
services=(ingress publisher changelog notifier audit)
command -v psql >/dev/null || { echo "psql is not installed" >&2; exit 1; }

# The address with its password goes to libpq by the environment: arguments can be read by every user of the machine.
if [[ -n ${UPM_DB_ADMIN_URL:-} ]]; then
  address=${UPM_DB_ADMIN_URL#*://}
  credentials=''
  if [[ $address == *@* ]]; then credentials=${address%%@*} address=${address#*@}; fi
  decode() { local text=${1//\\/\\\\}; printf '%b' "${text//%/\\x}"; }
  [[ -z $credentials ]] || PGUSER=$(decode "${credentials%%:*}")
  [[ $credentials != *:* ]] || PGPASSWORD=$(decode "${credentials#*:}")
  [[ -z $credentials ]] || export PGUSER PGPASSWORD
  connection=postgresql://$address
else
  connection="postgresql:///${PGDATABASE:-postgres}"
fi

in_database() { # DATABASE FILE
  local target=$connection query=''
  if [[ $target == *\?* ]]; then query="?${target#*\?}" target=${target%%\?*}; fi
  local rest=${target#postgresql://}
  PGOPTIONS='-c client_min_messages=warning' psql -X -q -v ON_ERROR_STOP=1 -v database="$database" \
    -d "postgresql://${rest%%/*}/$1$query" -f "$2"
}

maintenance=${connection%%\?*}
maintenance=${maintenance#postgresql://*/}
[[ $maintenance != "$connection" && $maintenance != postgresql://* && -n $maintenance ]] || maintenance=postgres

# psql reads the passwords from its environment (\getenv), never from its arguments.
for service in "${services[@]}"; do
  variable=UPM_DB_PASSWORD_${service^^}
  export "$variable=${!variable:-}"
done
in_database "$maintenance" "$folder/roles.sql"
in_database "$database" "$folder/schemas.sql"
echo "database $database: roles and schemas of ${services[*]}, and the shared schema messaging, are in place"
