# shellcheck shell=bash
# Which ports the stack uses. The environment wins, then the last start's choice, then the default; the defaults of the
# infrastructure lie below the range from which systems take outgoing ports.

PORT_DEFAULTS="
UPM_INGRESS_PORT 8081
UPM_PUBLISHER_PORT 8082
UPM_CHANGELOG_PORT 8083
UPM_NOTIFIER_PORT 8084
UPM_AUDIT_PORT 8085
UPM_POSTGRES_PORT 28432
RABBITMQ_PORT 28672
UPM_EPMD_PORT 28369
UPM_ERLANG_PORT 28673
UPM_VERDACCIO_PORT 28873
UPM_GIT_PORT 28418
UPM_STANDIN_PORT 28080
"

load_ports() {
  local variable default
  while read -r variable default; do
    [[ -n $variable ]] || continue
    if [[ -z ${!variable:-} ]]; then
      printf -v "$variable" '%s' "$(saved_port "$variable")"
      [[ -n ${!variable} ]] || printf -v "$variable" '%s' "$default"
    fi
    if [[ ! ${!variable} =~ ^[1-9][0-9]{0,4}$ ]] || (( ${!variable} > 65535 )); then
      die "$variable is not a port: ${!variable}"
    fi
  done <<<"$PORT_DEFAULTS"
}

saved_port() { sed -n "s/^$1=//p" "$LOCAL/ports" 2>/dev/null | head -n 1; }

save_ports() {
  local variable _
  while read -r variable _; do
    [[ -z $variable ]] || printf '%s=%s\n' "$variable" "${!variable}"
  done <<<"$PORT_DEFAULTS" | write_file "$LOCAL/ports"
}

pick_free_ports() { # VARIABLE...: outside the range of outgoing ports, so that none is taken between the choice and its use
  local variable port taken=' '
  for variable in "$@"; do
    while port=$((20000 + RANDOM % 12000)); do
      [[ $taken == *" $port "* ]] || port_answers "$port" || break
    done
    taken+="$port "
    printf -v "$variable" '%s' "$port"
  done
}

port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

port_holder() { # PORT: best effort, other users' processes show to root only
  local found=''
  if command -v ss >/dev/null; then
    found=$(ss -ltnpH "sport = :$1" 2>/dev/null | sed -n 's/.*users:((\(.*\)))$/\1/p' | head -n 1)
  elif command -v lsof >/dev/null; then
    found=$(lsof -nP -iTCP:"$1" -sTCP:LISTEN 2>/dev/null | awk 'NR == 2 { print $1 ", pid " $2 }')
  fi
  printf '%s' "${found:-a process that this user cannot see}"
}

# Names every conflict at once, so that one look is enough.
require_ports() { # PROCESS:VARIABLE...
  local pair process variable port conflicts=()
  for pair in "$@"; do
    process=${pair%%:*} variable=${pair#*:}
    port=${!variable}
    if process_runs "$process" && [[ $(saved_port "$variable") == "$port" ]]; then continue; fi
    if port_answers "$port"; then
      conflicts+=("port $port ($process) is held by $(port_holder "$port"): set $variable to another port")
    fi
  done
  (( ${#conflicts[@]} == 0 )) || die "ports are taken" "${conflicts[@]}"
}
