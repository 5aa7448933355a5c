# shellcheck shell=bash
# The operators' tool, deploy/upm.

tool_is_built() { # FOLDER
  compgen -G "$1/command-line-*.jar" >/dev/null && [[ -d $1/lib ]]
}

# Called for the first time in a fresh checkout. What it says is for people: nothing of it goes to standard output.
build_tool() {
  local log=$CHECKOUT/.local/upm-build.log
  command -v mvn >/dev/null || die "the tool is not built, and there is no Maven to build it with" "install Maven, or run deploy/local/up once"
  mkdir -p "$CHECKOUT/.local"
  echo "building the tool, this once" >&2
  (
    flock 8
    cd "$CHECKOUT" || exit
    mvn -B -q -Dmaven.test.skip=true -Dformatter.skip=true -Dimpsort.skip=true -pl command-line -am package
  ) 8>"$CHECKOUT/.local/build.lock" >"$log" 2>&1 </dev/null || {
    show_tail "$log"
    die "the tool could not be built" "the whole log: $log"
  }
}

# A short life: what makes long ones faster would only cost time.
run_tool() { # FOLDER ARGUMENT...
  local folder=$1
  shift
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:SharedArchiveFile="$folder/upm.jsa" -XX:+AutoCreateSharedArchive \
    -Xshare:auto -Xlog:disable -Xmx128m -cp "$folder/*:$folder/lib/*" io.upmpublisher.command.Upm "$@"
}

# At the end of a start: whether everything fits together. Only what is wrong, and how to mend it, is worth a line there.
check_stack() {
  local service app=$LOCAL/app/upm report
  pass_basics
  for service in "${SERVICES[@]}"; do pass "UPM_${service^^}_URL"; done
  pass UPM_TOKENS UPM_ADMIN_TOKEN UPM_TRUSTED_OWNERS UPM_PLAIN_HTTP_HOSTS GITHUB_BASE_URL GITHUB_API_URL GITHUB_WEBHOOK_SECRET GH_PAT \
    GITHUB_APP_ID GITHUB_APP_PRIVATE_KEY UPM_REGISTRY NPM_TOKEN DISCORD_WEBHOOK_UPM DISCORD_THREAD_ID GEMINI_API_KEY GEMINI_MODEL \
    GEMINI_API_URL AUDIT_LOG_RETENTION_DAYS PACKAGE_SIZE_THRESHOLD_MB
  PASSED+=("UPM_DB_ADMIN_URL=$(database_admin_url)" RABBITMQ_HOST=127.0.0.1 "RABBITMQ_PORT=$RABBITMQ_PORT" RABBITMQ_USER=upm
    "RABBITMQ_PASSWORD=$(secret RABBITMQ)" "UPM_MIRROR_DIR=${UPM_MIRROR_DIR:-$LOCAL/mirrors/publisher}"
    "UPM_CHANGELOG_MIRROR_DIR=${UPM_CHANGELOG_MIRROR_DIR:-$LOCAL/mirrors/changelog}" "UPM_WORK_DIR=${UPM_WORK_DIR:-$LOCAL/work}")
  # A busy machine may need more than the fast look gives it.
  if report=$(check_with_variables "$app" --fast) || report=$(check_with_variables "$app"); then
    good "checked: $(tail -n 1 <<<"$report")"
    return 0
  fi
  printf '%s\n' "$report" | grep -A 1 '^wrong' >&2 || printf '%s\n' "$report" >&2
  # It runs all the same: what is wrong may be a repository that somebody registered and removed, or what a real token may not do yet.
  warn "the check finds something wrong; look again with: source $(printf '%q' "$LOCAL/env"); deploy/upm check"
}

# In a shell of its own: the secrets reach the tool by its environment, never by arguments.
check_with_variables() ( # FOLDER OPTION...
  local folder=$1 variable
  shift
  for variable in "${PASSED[@]}"; do export "${variable?}"; done
  run_tool "$folder" check "$@" 2>&1
)
