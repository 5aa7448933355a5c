# shellcheck shell=bash
# Builds the services when their sources have changed since the last successful build, and keeps a copy of what runs:
# a later build in this checkout, or a test run, must not replace files under a running service.

JARS=("${SERVICES[@]/%/-service/target/quarkus-app/quarkus-run.jar}")
MODULES=$(IFS=,; echo "${SERVICES[*]/%/-service}"),platform/testing,command-line

sources_fingerprint() {
  (
    cd "$CHECKOUT" || exit
    {
      printf '%s\n' "$JAVA_HOME"
      find pom.xml platform ./*-service command-line deploy/broker deploy/templates \( -name target -o -name node_modules \) -prune -o -path '*/src/test' -prune -o -type f -print0 |
        LC_ALL=C sort -z | xargs -0 cksum
    } | cksum | tr ' ' -
  )
}

build_progress() { # LOG
  awk '/Downloaded from/ { files++ }
    /\[INFO\] Building .*\[[0-9]+\/[0-9]+\]/ { module = $3 " " $NF }
    END { printf "%s%s", module == "" ? "reading the projects" : module, files ? ", " files " files downloaded" : "" }' "$1"
}

maven_build() {
  cd "$CHECKOUT" || exit
  mvn -B -Dmaven.test.skip=true -Dformatter.skip=true -Dimpsort.skip=true -pl "$MODULES" -am package
}

build_services() {
  local wanted jar missing=no
  wanted=$(sources_fingerprint)
  for jar in "${JARS[@]}"; do [[ -f $CHECKOUT/$jar ]] || missing=yes; done
  tool_is_built "$CHECKOUT/command-line/target" || missing=yes
  if [[ $missing == no && $(cat "$CHECKOUT/.local/built" 2>/dev/null) == "$wanted" ]]; then
    good "built already, sources are unchanged"
    return 0
  fi
  rm -f "$CHECKOUT/.local/built"
  with_progress "building the services" "$LOCAL/log/build.log" build_progress maven_build
  for jar in "${JARS[@]}"; do
    [[ -f $CHECKOUT/$jar ]] || die "the build made no $jar" "the whole log: $LOCAL/log/build.log"
  done
  printf '%s' "$wanted" | write_file "$CHECKOUT/.local/built"
}

# One build at a time in a checkout, whoever needs it. Maven inherits the lock: one that outlives its killed starter
# still keeps others out.
with_build_lock() {
  mkdir -p "$CHECKOUT/.local"
  (
    if ! flock -n 8; then
      say "waiting for another build in this checkout to end"
      flock 8
    fi
    "$@"
  ) 8>"$CHECKOUT/.local/build.lock"
}

folder_fingerprint() { (cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 cksum | cksum | tr ' ' -); }

keep_copy() { # NAME FOLDER...: makes $LOCAL/app/NAME from the folders' contents when they differ from it
  local target=$LOCAL/app/$1 content
  shift
  content=$(for folder in "$@"; do folder_fingerprint "$folder"; done | cksum | tr ' ' -)
  [[ $(cat "$target/.content" 2>/dev/null) != "$content" ]] || return 0
  rm -rf "$target.new"
  mkdir -p "$target.new"
  for folder in "$@"; do cp -R "$folder/." "$target.new/"; done
  printf '%s' "$content" >"$target.new/.content"
  rm -rf "$target"
  mv "$target.new" "$target"
}

build_and_keep() {
  local service testing=$CHECKOUT/platform/testing/target tool=$CHECKOUT/command-line/target jar
  build_services
  for service in "${SERVICES[@]}"; do keep_copy "$service" "$CHECKOUT/$service-service/target/quarkus-app"; done
  rm -rf "$testing/standins"
  mkdir -p "$testing/standins"
  for jar in "$testing"/testing-*.jar "$testing"/lib/*.jar; do cp "$jar" "$testing/standins/"; done
  keep_copy standins "$testing/standins"
  rm -rf "$tool/upm"
  mkdir -p "$tool/upm/lib"
  cp "$tool"/command-line-*.jar "$tool/upm/"
  cp "$tool"/lib/*.jar "$tool/upm/lib/"
  keep_copy upm "$tool/upm"
}
