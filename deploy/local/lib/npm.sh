# shellcheck shell=bash
# Programs of Node's, pinned by a package.json and its lock in a folder beside this one.

npm_software() { # FOLDER: where it is installed
  printf '%s/%s-%s' "$SOFTWARE" "$1" "$(cat "$LIB/../$1"/*.{json,mjs} 2>/dev/null | cksum | cut -d ' ' -f 1)"
}

installed_packages() { # LOG
  printf '%s' "$(grep -c 'http fetch GET 200' "$1" || true) packages fetched"
}

# Installed once per checkout and version, beside and moved, whatever number of stacks start at the same time.
install_npm_software() { # FOLDER NAME
  local target
  target=$(npm_software "$1")
  [[ ! -d $target ]] || return 0
  mkdir -p "$SOFTWARE"
  (
    flock 8
    [[ ! -d $target ]] || exit 0
    rm -rf "$target".new
    mkdir -p "$target".new
    cp "$LIB/../$1"/*.* "$target.new/"
    cd "$target.new" || exit
    with_progress "installing $2" "$SOFTWARE/$1-install.log" installed_packages \
      npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=http
    mv "$target.new" "$target"
  ) 8>"$SOFTWARE/lock"
}
