# shellcheck shell=bash
# Finds a JDK 25 without relying on the PATH.

java_release() { # HOME: the feature number of a JDK, of one with a compiler
  [[ -n $1 && -x $1/bin/java && -x $1/bin/javac && -f $1/release ]] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_java() { # sets and exports JAVA_HOME
  local folder release
  for folder in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/*jdk*25* /opt/*25*jdk* /opt/java/* /usr/java/* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    "$HOME"/.asdf/installs/java/* /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
    /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk/libexec/openjdk.jdk/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    release=$(java_release "$folder") || continue
    if (( ${release:-0} >= 25 )); then
      export JAVA_HOME=$folder
      return 0
    fi
  done
  return 1
}

require_java() {
  find_java && return 0
  if (( EUID == 0 )) && command -v apt-cache >/dev/null && [[ -n $(apt-cache search --names-only '^openjdk-25-jdk-headless$') ]]; then
    local as_root=()
    install_packages openjdk-25-jdk-headless
    find_java && return 0
  fi
  die "no JDK 25 or newer was found (JAVA_HOME, /usr/lib/jvm, /opt, SDKMAN, Homebrew, …)" \
    "Install one, for example from https://adoptium.net/temurin/releases?version=25, and set JAVA_HOME to its folder."
}
