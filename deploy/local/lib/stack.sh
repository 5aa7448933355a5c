# shellcheck shell=bash
# Sourced first by every command: where things are, and the parts that all commands share.

(( BASH_VERSINFO[0] >= 4 )) || { echo "bash 4 or newer is needed, this is $BASH_VERSION" >&2; exit 1; }

LIB=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
CHECKOUT=$(cd "$LIB/../../.." && pwd -P)
SOFTWARE=$CHECKOUT/.local/software
SERVICES=(ingress publisher changelog notifier audit)

# A secret in a file that another user can read would be no secret.
umask 077

# shellcheck source=ui.sh
source "$LIB/ui.sh"
# shellcheck source=process.sh
source "$LIB/process.sh"
# shellcheck source=state.sh
source "$LIB/state.sh"
# shellcheck source=ports.sh
source "$LIB/ports.sh"
