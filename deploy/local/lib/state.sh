# shellcheck shell=bash
# What a stack keeps: folders, lock, generated secrets, settings of the last start.

open_state() { # FOLDER
  mkdir -p "$1"
  LOCAL=$(cd "$1" && pwd -P)
  mkdir -p "$LOCAL/run" "$LOCAL/log"
}

# Held by file descriptor 9 until this process is gone, however it goes; daemons are started without it.
lock_state() {
  exec 9>"$LOCAL/lock"
  flock -n 9 || die "another command works on $LOCAL" "wait for it to end, or give this one a folder of its own with UPM_LOCAL_DIR"
}

write_file() { # FILE: from standard input, whole or not at all
  local temporary=$1.new.$$
  cat >"$temporary"
  mv -f "$temporary" "$1"
}

random_token() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# All at once and before anything starts: parts that start side by side only read.
SECRET_NAMES=(DB_ADMIN DB_INGRESS DB_PUBLISHER DB_CHANGELOG DB_NOTIFIER DB_AUDIT RABBITMQ VERDACCIO ADMIN_TOKEN WEBHOOK ERLANG SESSION)

create_secrets() {
  local name missing=()
  for name in "${SECRET_NAMES[@]}"; do
    [[ -n $(secret "$name") ]] || missing+=("$name")
  done
  (( ${#missing[@]} )) || return 0
  {
    cat "$LOCAL/secrets" 2>/dev/null || true
    for name in "${missing[@]}"; do printf '%s=%s\n' "$name" "$(random_token)"; done
  } | write_file "$LOCAL/secrets"
}

secret() { # NAME
  [[ -f $LOCAL/secrets ]] || return 0
  sed -n "s/^$1=//p" "$LOCAL/secrets" | head -n 1
}

fingerprint() { printf '%s\0' "$@" | cksum | tr ' ' -; }

# The folder for what another user must reach, or that must have a short name without spaces; noted here.
outside_folder() {
  local noted=$LOCAL/outside-folder folder
  folder=$(cat "$noted" 2>/dev/null || true)
  if [[ -z $folder || ! -d $folder ]]; then
    folder=$(mktemp -d /var/tmp/upm-XXXXXX)
    chmod 711 "$folder"
    printf '%s\n' "$folder" | write_file "$noted"
  fi
  printf '%s' "$folder"
}

# Leaves what other stacks of the checkout use: installed software, the build's stamp, the test infrastructure.
remove_state() {
  local folder entry
  folder=$(cat "$LOCAL/outside-folder" 2>/dev/null || true)
  if [[ $folder == /var/tmp/upm-?* && $folder != *..* ]]; then rm -rf -- "$folder"; fi
  for entry in "$LOCAL"/*; do
    case ${entry##*/} in
      software | built | build.lock | test | test-?????? | torture-?????? | reports) ;;
      *) rm -rf -- "$entry" ;;
    esac
  done
  rmdir "$LOCAL" 2>/dev/null || true
}

shell_variable() { printf 'export %s=%q\n' "$1" "$2"; } # NAME VALUE: a line that a shell can source
