# shellcheck shell=bash
# Installs what is missing through the system's packages where that is allowed, or says what to install.

POLICY=/usr/sbin/policy-rc.d
POLICY_MARK='# upm-auto-publisher: the local stack starts instances of its own'

missing_software() { # prints "package: what for" for everything that is not there
  command -v git >/dev/null || echo "git: the sample repository and the git server"
  command -v curl >/dev/null || echo "curl: health checks and requests"
  command -v openssl >/dev/null || echo "openssl: signed webhooks"
  command -v flock >/dev/null || echo "util-linux: flock, one command at a time per stack"
  find_postgres && command -v psql >/dev/null || echo "postgresql: Postgres 15 or newer, server and psql"
  find_rabbitmq || echo "rabbitmq-server: RabbitMQ 3.10 or newer"
  command -v node >/dev/null || echo "nodejs: Node 18 or newer, for the registry"
  command -v npm >/dev/null || echo "npm: installs the registry"
  command -v mvn >/dev/null || echo "maven: builds the services"
  if [[ -n ${NEEDS_BROWSER:-} ]]; then
    find_chromium || echo "chromium: the pages, as people see them (or another, named by UPM_CHROMIUM)"
    find_chromedriver || echo "chromium-driver: tests steer the browser by it (or UPM_CHROMEDRIVER)"
  fi
  [[ -z ${NEEDS_JQ:-} ]] || command -v jq >/dev/null || echo "jq: the dispatcher workflow, which GitHub's runners have it for"
}

require_software() {
  local missing packages=() as_root=() name others=() browser=()
  missing=$(missing_software)
  if [[ -n $missing ]]; then
    read -r -a packages <<<"$(cut -d : -f 1 <<<"$missing" | tr '\n' ' ')"
    if command -v apt-get >/dev/null && { (( EUID == 0 )) || sudo -n true 2>/dev/null; }; then
      (( EUID == 0 )) || as_root=(sudo -n)
      for name in "${packages[@]}"; do
        if [[ $name == chromium* ]]; then browser+=("$name"); else others+=("$name"); fi
      done
      (( ${#others[@]} == 0 )) || install_packages "${others[@]}"
      # Not every distribution has it under these names; one that it does not know must not keep the rest away.
      (( ${#browser[@]} == 0 )) || install_packages "${browser[@]}" || true
      missing=$(missing_software)
    fi
  fi
  if [[ -n $missing ]]; then
    die "this machine lacks software:" "${missing//$'\n'/$'\n'       }" "" "$(install_advice "${packages[@]}")"
  fi
  find_node || die "Node 18 or newer is needed, this is $(node --version 2>/dev/null || echo none)" "see https://nodejs.org/en/download"
  find_postgres
  find_rabbitmq
}

install_advice() { # PACKAGE...
  if command -v apt-get >/dev/null; then
    echo "Install it with: sudo apt-get install --no-install-recommends $*"
  elif command -v dnf >/dev/null; then
    echo "Install it with: sudo dnf install ${*/postgresql/postgresql-server}"
  elif command -v brew >/dev/null; then
    local names="$*"
    names=${names/rabbitmq-server/rabbitmq} names=${names/nodejs/node} names=${names/util-linux/flock}
    echo "Install it with: brew install ${names/postgresql/postgresql@17}"
  else
    echo "Install it with the system's package manager."
  fi
}

# Packages start their services when installed; the stack wants the programs only. Debian's policy-rc.d forbids it
# meanwhile. One that is already there is the administrator's and stays.
install_packages() {
  local policy=no
  if [[ ! -e $POLICY ]] || grep -qF "$POLICY_MARK" "$POLICY"; then
    policy=ours
    printf '#!/bin/sh\n%s\nexit 101\n' "$POLICY_MARK" | "${as_root[@]}" tee "$POLICY" >/dev/null
    "${as_root[@]}" chmod 755 "$POLICY"
  fi
  local log=$LOCAL/log/install.log
  step "Installing $*"
  (
    # shellcheck disable=SC2064 # the value of now is meant
    [[ $policy == no ]] || trap "${as_root[*]} rm -f $POLICY" EXIT
    trap 'exit 130' INT TERM
    with_progress "reading the package lists" "$log" last_line "${as_root[@]}" apt-get update
    with_progress "installing packages" "$log" last_line "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends "$@"
  )
}
