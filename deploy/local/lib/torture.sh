# shellcheck shell=bash
# The fault harness: what it attacks, and how it is started.

torture_maven() { # TREE
  cd "$1" || exit
  mvn -B -Dmaven.test.skip=true -Dformatter.skip=true -Dimpsort.skip=true \
    -pl "$(IFS=,; echo "${SERVICES[*]/%/-service}"),platform/testing,torture" -am package
}

# The services of a tree, and the harness of this checkout: a later build must not replace files under them.
keep_for_torture() { # TREE
  local service harness=$CHECKOUT/torture/target jar
  for service in "${SERVICES[@]}"; do
    [[ -f $1/$service-service/target/quarkus-app/quarkus-run.jar ]] || die "$service is not built" "run it without --no-build"
    keep_copy "$service" "$1/$service-service/target/quarkus-app"
  done
  mkdir -p "$LOCAL/app/torture"
  for jar in "$harness"/torture-*.jar "$harness"/lib/*.jar; do cp "$jar" "$LOCAL/app/torture/"; done
}

build_for_torture() { # FORM
  with_progress "building the services and the harness" "$LOCAL/log/build.log" build_progress torture_maven "$CHECKOUT"
  if [[ $1 != control ]]; then
    keep_for_torture "$CHECKOUT"
    return
  fi
  make_control_tree "$LOCAL/control"
  with_progress "building services without their checks" "$LOCAL/log/control-build.log" build_progress torture_maven "$LOCAL/control"
  keep_for_torture "$LOCAL/control"
}

# A copy of the sources with the checks taken out. Nothing in the product can be set so that it works without them.
make_control_tree() { # FOLDER
  local change
  mkdir -p "$1"
  (cd "$CHECKOUT" && tar --exclude=target --exclude=node_modules --exclude=./.git --exclude=./.local -cf - .) | tar -xf - -C "$1"
  for change in "$CHECKOUT"/torture/control/*.patch; do apply_change "$1" "$change"; done
}

apply_change() { # FOLDER CHANGE [OPTION...]: git takes the folder for what it is, not for a part of the checkout around it
  (cd "$1" && GIT_CEILING_DIRECTORIES=$(dirname "$1") git apply "${@:3}" "$2") ||
    die "the control's change ${2##*/} does not fit the sources any more" "make it anew against them: torture/control/README.md"
}

check_control() { # that its changes still fit
  step "Checking that the negative control fits the sources"
  local change
  for change in "$CHECKOUT"/torture/control/*.patch; do apply_change "$CHECKOUT" "$change" --check; done
  good "the checks that it leaves out are there"
}

torture() { # FORM ARGUMENT...
  local form=$1 name reports=$CHECKOUT/.local/reports status=0 pid
  shift
  name=torture-$form-$(date -u +%Y%m%d-%H%M%S)
  mkdir -p "$reports"
  set -a
  # shellcheck source=/dev/null
  source "$LOCAL/env"
  set +a
  export UPM_TORTURE_PROGRAMS=$LOCAL/app UPM_TORTURE_WORKSPACE=$LOCAL UPM_TORTURE_REGISTRY_STORAGE=$LOCAL/verdaccio/storage
  "$JAVA_HOME/bin/java" -Xmx512m -cp "$LOCAL/app/torture/*" io.upmpublisher.torture.Torture --report "$reports/$name.md" "$@" \
    </dev/null 8>&- 9>&- &
  pid=$!
  printf '%s %s\n' "$pid" "$(process_birth "$pid")" | write_file "$LOCAL/run/torture.pid"
  JOBS+=("$pid")
  wait "$pid" || status=$?
  JOBS=()
  if (( status != 0 )); then
    rm -rf "${reports:?}/$name.log"
    cp -R "$LOCAL/log" "$reports/$name.log"
    say "the services' logs: $reports/$name.log" >&2
  fi
  return "$status"
}
