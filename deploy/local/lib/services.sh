# shellcheck shell=bash
# The five services and the stand-ins. Each process gets only the secrets that it needs.

# Small heaps, the serial collector and the quick compiler only: five services side by side on one machine that also builds. What
# UPM_JAVA_OPTIONS holds comes after these.
JAVA_OPTIONS=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -Xss512k -XX:ReservedCodeCacheSize=48m
  -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:+ExitOnOutOfMemoryError -Djava.util.logging.manager=org.jboss.logmanager.LogManager)

java_heap() { # SERVICE: tarballs pass through the publisher
  if [[ $1 == publisher ]]; then echo -Xmx256m; else echo -Xmx128m; fi
}

# Whether traces are exported is decided when a service is built. Without a collector each try would only fill the log.
silence_export() {
  if [[ -z ${OTEL_EXPORTER_OTLP_ENDPOINT:-}${QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT:-} ]]; then
    JAVA_OPTIONS+=('-Dquarkus.log.category."io.quarkus.opentelemetry.runtime.exporter.otlp".level=OFF')
  fi
}

PASSED=()

pass() { # VARIABLE...: to the process, when it has a value
  local variable
  for variable in "$@"; do
    if [[ -n ${!variable:-} ]]; then PASSED+=("$variable=${!variable}"); fi
  done
}

pass_basics() {
  local variable
  PASSED=("JAVA_HOME=$JAVA_HOME" MALLOC_ARENA_MAX=2)
  pass PATH HOME USER LANG LC_ALL TZ TMPDIR JAVA_TOOL_OPTIONS HTTP_PROXY HTTPS_PROXY NO_PROXY http_proxy https_proxy no_proxy
  for variable in $(compgen -e); do
    case $variable in QUARKUS_* | OTEL_* | SSL_CERT_*) pass "$variable" ;; esac
  done
}

pass_service_settings() { # SERVICE
  local service=$1 other
  pass_basics
  for other in "${SERVICES[@]}"; do pass "UPM_${other^^}_PORT" "UPM_${other^^}_URL"; done
  local port=UPM_${service^^}_PORT
  PASSED+=(QUARKUS_HTTP_HOST=127.0.0.1 "QUARKUS_HTTP_PORT=${!port}"
    "UPM_DB_URL=jdbc:postgresql://127.0.0.1:$UPM_POSTGRES_PORT/upm" "UPM_DB_USER=upm_$service"
    "UPM_DB_PASSWORD=$(secret "DB_${service^^}")"
    RABBITMQ_HOST=127.0.0.1 "RABBITMQ_PORT=$RABBITMQ_PORT" RABBITMQ_USER=upm "RABBITMQ_PASSWORD=$(secret RABBITMQ)")
  pass UPM_TOKENS UPM_TRUSTED_OWNERS UPM_PLAIN_HTTP_HOSTS GITHUB_BASE_URL GITHUB_API_URL UPM_REGISTRY
  pass UPM_OIDC_ISSUER UPM_OIDC_AUDIENCE UPM_OIDC_ROLES_CLAIM UPM_OIDC_ROLES UPM_TRUSTED_PROXIES
  case $service in
    ingress)
      pass GITHUB_WEBHOOK_SECRET GH_PAT GITHUB_APP_ID GITHUB_APP_PRIVATE_KEY UPM_GIT_AUTHOR_EMAIL
      pass UPM_GITHUB_HOOKS UPM_WEBHOOK_URL UPM_WATCH_HOOKS UPM_COMPARE_HEADS ;;
    publisher)
      PASSED+=("UPM_MIRROR_DIR=${UPM_MIRROR_DIR:-$LOCAL/mirrors/publisher}" "UPM_WORK_DIR=${UPM_WORK_DIR:-$LOCAL/work}")
      pass NPM_TOKEN GH_PAT GITHUB_APP_ID GITHUB_APP_PRIVATE_KEY PACKAGE_SIZE_THRESHOLD_MB UPM_PACKAGE_SCOPES ;;
    changelog)
      PASSED+=("UPM_CHANGELOG_MIRROR_DIR=${UPM_CHANGELOG_MIRROR_DIR:-$LOCAL/mirrors/changelog}")
      pass GEMINI_API_KEY GEMINI_MODEL GEMINI_API_URL GH_PAT GITHUB_APP_ID GITHUB_APP_PRIVATE_KEY UPM_GIT_AUTHOR_EMAIL ;;
    notifier)
      pass DISCORD_WEBHOOK_UPM DISCORD_THREAD_ID ;;
    audit)
      pass AUDIT_LOG_RETENTION_DAYS
      PASSED+=("UPM_SESSION_KEY=${UPM_SESSION_KEY:-$(secret SESSION | openssl dgst -sha256 -binary | openssl base64 -A)}") ;;
  esac
}

# The environment reaches the process by a file that is gone once read, never by arguments, which every user can see.
start_with_environment() { # NAME FINGERPRINT COMMAND...
  local name=$1 file=$LOCAL/run/$1.environment wanted=$2
  shift 2
  printf '%s\0' "${PASSED[@]}" | write_file "$file"
  start_process "$name" "$wanted" bash "$LIB/with-environment.sh" "$file" "$@"
}

start_standins() {
  local wanted app=$LOCAL/app/standins
  pass_basics
  mkdir -p "$UPM_GIT_ROOT"
  pass UPM_GIT_ROOT UPM_GIT_PORT UPM_STANDIN_PORT
  wanted=$(fingerprint "$(cat "$app/.content")" "${PASSED[@]}")
  if ! runs_as_wanted standins "$wanted"; then
    stop_process standins
    start_with_environment standins "$wanted" "$JAVA_HOME/bin/java" "${JAVA_OPTIONS[@]:0:8}" -Xmx160m -cp "$app/*" io.upmpublisher.testing.StandIns
  fi
  await standins 60 port_answers "$UPM_STANDIN_PORT"
  good "git server on port $UPM_GIT_PORT, stand-ins for Discord, Gemini and GitHub's API on port $UPM_STANDIN_PORT"
}

service_is_ready() { # SERVICE
  local port=UPM_${1^^}_PORT
  curl -fsS --noproxy '*' -m 3 -o /dev/null "http://127.0.0.1:${!port}/q/health/ready"
}

start_service() { # SERVICE
  local service=$1 wanted app=$LOCAL/app/$1 port=UPM_${1^^}_PORT began=$SECONDS options
  read -ra options <<<"$(java_heap "$service") ${UPM_JAVA_OPTIONS:-}"
  options=("${JAVA_OPTIONS[@]}" "${options[@]}")
  pass_service_settings "$service"
  mkdir -p "$LOCAL/mirrors"
  wanted=$(fingerprint "$(cat "$app/.content")" "${options[@]}" "${PASSED[@]}")
  if runs_as_wanted "$service" "$wanted"; then
    await "$service" 90 service_is_ready "$service"
    good "$service runs unchanged on port ${!port}"
    return 0
  fi
  stop_process "$service"
  start_with_environment "$service" "$wanted" "$JAVA_HOME/bin/java" "${options[@]}" -jar "$app/quarkus-run.jar"
  await "$service" 120 service_is_ready "$service"
  good "$service is ready on port ${!port} ($((SECONDS - began)) s)"
}

start_services() {
  local service
  silence_export
  for service in "${SERVICES[@]}"; do in_background start_service "$service"; done
  finish_background
}

stop_services() {
  local name jobs=() job
  for name in "${SERVICES[@]}" standins; do
    stop_process "$name" 30 &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job" || true; done
}
