# shellcheck shell=bash
# Starting, recognising and stopping our own processes, and nobody else's.

# What tells a process from a later one with the same number. Fails for a process that is gone or only waits to be reaped:
# in containers whose first process reaps nothing, killed daemons stay as zombies for ever.
process_birth() { # PID
  if [[ -d /proc/self ]]; then
    local stat fields
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    read -r -a fields <<<"${stat##*) }"
    [[ ${fields[0]} != [ZX] ]] || return 1
    printf '%s@%s' "${fields[19]}" "$(cat /proc/sys/kernel/random/boot_id 2>/dev/null || echo boot)"
  else
    local state
    state=$(ps -o state= -p "$1" 2>/dev/null) && [[ $state != Z* ]] || return 1
    ps -o lstart= -p "$1" | tr -s ' ' _
  fi
}

process_pid() { # NAME: prints the pid if the process that we started still runs
  local pid birth
  { read -r pid birth <"$LOCAL/run/$1.pid"; } 2>/dev/null || return 1
  [[ $pid =~ ^[0-9]+$ && -n $birth && $(process_birth "$pid") == "$birth" ]] || return 1
  printf '%s' "$pid"
}

process_runs() { process_pid "$1" >/dev/null; }

# The process writes its own pid file before it becomes the program, so that a killed starter leaves no unknown process.
start_process() { # NAME FINGERPRINT COMMAND...
  local name=$1 fingerprint=$2 session=() log=$LOCAL/log/$1.log
  shift 2
  if [[ -f $log ]] && (( $(wc -c <"$log") > 5000000 )); then mv -f "$log" "$log.1"; fi
  printf '%s' "$fingerprint" >"$LOCAL/run/$name.started"
  rm -f "$LOCAL/run/$name.pid"
  command -v setsid >/dev/null && session=(setsid)
  "${session[@]}" bash "$LIB/daemon.sh" "$LOCAL/run/$name.pid" "$@" >>"$log" 2>&1 </dev/null 8>&- 9>&- &
  disown
  local tries
  for ((tries = 0; tries < 100; tries++)); do
    [[ -s $LOCAL/run/$name.pid ]] && return 0
    sleep 0.05
  done
  show_tail "$log"
  die "$name did not start" "log: $log"
}

runs_as_wanted() { # NAME FINGERPRINT
  process_runs "$1" && [[ $(cat "$LOCAL/run/$1.started" 2>/dev/null) == "$2" ]]
}

stop_process() { # NAME [SECONDS]
  local name=$1 patience=${2:-15} pid tries
  if pid=$(process_pid "$name"); then
    kill -TERM "$pid" 2>/dev/null || true
    for ((tries = 0; tries < patience * 10; tries++)); do
      process_runs "$name" || break
      sleep 0.1
    done
    if process_runs "$name"; then
      warn "$name (pid $pid) did not stop within $patience s and is killed"
      kill -KILL "$pid" 2>/dev/null || true
    fi
  fi
  rm -f "$LOCAL/run/$name.pid" "$LOCAL/run/$name.started"
}

await() { # NAME SECONDS CHECK...: waits until CHECK succeeds while the process lives
  local name=$1 patience=$2 deadline
  shift 2
  deadline=$((SECONDS + patience))
  until "$@" >/dev/null 2>&1; do
    if ! process_runs "$name"; then
      show_tail "$LOCAL/log/$name.log"
      die "$name ended while starting" "log: $LOCAL/log/$name.log"
    fi
    if (( SECONDS >= deadline )); then
      show_tail "$LOCAL/log/$name.log"
      die "$name is not ready after $patience s" "log: $LOCAL/log/$name.log"
    fi
    sleep 0.2
  done
}

process_memory() { # PID: resident memory in MiB
  if [[ -d /proc/self ]]; then
    awk '/^VmRSS:/ { printf "%d", $2 / 1024 }' "/proc/$1/status" 2>/dev/null
  else
    ps -o rss= -p "$1" 2>/dev/null | awk '{ printf "%d", $1 / 1024 }'
  fi
}

child_processes() { { cat "/proc/$1/task"/*/children | tr '\n' ' '; } 2>/dev/null || true; } # PID

end_tree() { # PID
  local children=() child
  read -r -a children <<<"$(child_processes "$1")"
  kill -TERM "$1" 2>/dev/null || true
  for child in "${children[@]}"; do
    [[ $(process_session "$child") != "$child" ]] && end_tree "$child"
  done
  return 0
}

process_session() { # PID
  local stat fields
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
  read -r -a fields <<<"${stat##*) }"
  printf '%s' "${fields[3]}"
}

tree_memory() { # PID: with its children
  local children=() each memory sum=0
  read -r -a children <<<"$(child_processes "$1")"
  for each in "$1" "${children[@]}"; do
    memory=$(process_memory "$each" || true)
    sum=$((sum + ${memory:-0}))
  done
  printf '%d' "$sum"
}
