# shellcheck shell=bash
# What the commands say, and how they show that a long step is moving.

STARTED_AT=$SECONDS
if [[ -t 1 ]]; then
  BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' GREEN=$'\e[32m' YELLOW=$'\e[33m' PLAIN=$'\e[0m'
else
  BOLD='' DIM='' RED='' GREEN='' YELLOW='' PLAIN=''
fi

step() { printf '%s==> %s%s\n' "$BOLD" "$*" "$PLAIN"; }
say()  { printf '    %s\n' "$*"; }
good() { printf '  %s✓%s %s\n' "$GREEN" "$PLAIN" "$*"; }
warn() { printf '  %s!%s %s\n' "$YELLOW" "$PLAIN" "$*" >&2; }

die() {
  printf '%sError:%s %s\n' "$RED" "$PLAIN" "$1" >&2
  shift
  local line
  for line in "$@"; do printf '       %s\n' "$line" >&2; done
  exit 1
}

show_tail() { # LOG [LINES]
  [[ -s $1 ]] || { say "(the log $1 is empty)" >&2; return 0; }
  printf '%s--- last lines of %s%s\n' "$DIM" "$1" "$PLAIN" >&2
  tail -n "${2:-25}" "$1" >&2
  printf '%s---%s\n' "$DIM" "$PLAIN" >&2
}

usage() { # prints the comment block at the head of the calling command
  sed -n '2,/^$/{s/^# \{0,1\}//p;}' "$0"
}

# Runs a command with its output in a log; says every few seconds what PROGRESS (a function given the log) makes of it.
with_progress() { # LABEL LOG PROGRESS COMMAND...
  local label=$1 log=$2 progress=$3 began=$SECONDS pid line last='' spoken=$SECONDS
  shift 3
  "$@" >"$log" 2>&1 </dev/null 9>&- &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.3
    line=$("$progress" "$log" || true)
    if [[ -t 1 ]]; then
      printf '\r\e[K    %s: %s (%d s)' "$label" "${line:0:90}" $((SECONDS - began))
    elif [[ $line != "$last" ]] && (( SECONDS - spoken >= 3 )) || (( SECONDS - spoken >= 15 )); then
      say "$label: $line ($((SECONDS - began)) s)"
      last=$line spoken=$SECONDS
    fi
  done
  [[ -t 1 ]] && printf '\r\e[K'
  if wait "$pid"; then
    good "$label ($((SECONDS - began)) s)"
  else
    show_tail "$log" 40
    die "$label failed" "the whole log: $log"
  fi
}

last_line() { tail -n 1 "$1" 2>/dev/null | tr -d '\r'; }
