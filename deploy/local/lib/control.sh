# shellcheck shell=bash
# The beginning of the commands that do to one part of a stack what tests of failures need: opens the stack that
# UPM_LOCAL_DIR names.

# shellcheck source=stack.sh
source "$(dirname "${BASH_SOURCE[0]}")/stack.sh"
# shellcheck source=software.sh
source "$LIB/software.sh"

[[ -n ${UPM_LOCAL_DIR:-} ]] || die "UPM_LOCAL_DIR must name the folder of a stack"
open_state "$UPM_LOCAL_DIR"
# Saved ports win here: the caller's environment may describe another stack.
while read -r variable _; do unset "${variable:-_}"; done <<<"$PORT_DEFAULTS"
load_ports
