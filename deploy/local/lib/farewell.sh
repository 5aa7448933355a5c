# shellcheck shell=bash
# What a user needs to know once the stack runs.

command_of() { # COMMAND: as it can be typed where the user is
  local shown=$CHECKOUT/deploy/local/$1
  [[ $PWD != "$CHECKOUT" ]] || shown=deploy/local/$1
  printf '%q' "$shown"
}

show_where_things_are() {
  step "Where things are"
  say "webhooks go to   $UPM_INGRESS_URL/webhooks/github"
  say "pages            $UPM_AUDIT_URL/   (sign in with the token UPM_ADMIN_TOKEN of $(printf '%q' "$LOCAL/env"))"
  say "registry         $UPM_REGISTRY/"
  say "APIs             $UPM_INGRESS_URL/q/openapi; as well publisher $UPM_PUBLISHER_PORT, changelog $UPM_CHANGELOG_PORT, notifier $UPM_NOTIFIER_PORT, audit $UPM_AUDIT_PORT"
  say "for your shell   source $(printf '%q' "$LOCAL/env")   (addresses, secrets, an admin's token)"
  if [[ -n ${RUN:-} ]]; then
    local curl
    # shellcheck disable=SC2016 # it is for the user's shell
    curl='curl -H "Authorization: Bearer $UPM_ADMIN_TOKEN"'
    say "then this run    $curl $UPM_AUDIT_URL/api/audit/runs/$RUN"
    say "its packages     $curl $UPM_PUBLISHER_URL/api/runs/$RUN"
    say "its changelog    $curl '$UPM_CHANGELOG_URL/api/changelogs?repository=$SAMPLE'"
    say "its messages     $curl '$UPM_NOTIFIER_URL/api/notifications?run=$RUN'"
    say "what died        $curl '$UPM_AUDIT_URL/api/dead-letters?state=parked'"
  fi
  say "state, logs      $(command_of status), $(command_of logs) [service] [-f]"
  say "stop             $(command_of down) [--clean]"
}

show_how_to_install() {
  step "Install the new version"
  say "npm install com.studio.core@$VERSION --registry $UPM_REGISTRY"
  say "or in a Unity project's Packages/manifest.json:"
  cat <<JSON
      {
        "scopedRegistries": [
          {"name": "Studio", "url": "$UPM_REGISTRY", "scopes": ["com.studio"]}
        ],
        "dependencies": {
          "com.studio.ui": "$VERSION"
        }
      }
JSON
}

show_how_to_connect() {
  show_where_things_are
  step "Connect a repository of $GITHUB_BASE_URL"
  say "No sample is published where the registry or GitHub is a real one."
  say "1. register it on the page $UPM_AUDIT_URL/repositories/new, or:"
  say "   curl -H \"Authorization: Bearer \$UPM_ADMIN_TOKEN\" -H 'Content-Type: application/json' \\"
  say "     -d '{\"url\":\"$GITHUB_BASE_URL/OWNER/NAME\",\"status\":\"active\"}' $UPM_INGRESS_URL/api/repositories"
  say "2. let GitHub's push webhook (application/json, secret \$GITHUB_WEBHOOK_SECRET) reach $UPM_INGRESS_URL/webhooks/github,"
  say "   or publish by hand:"
  say "   curl -H \"Authorization: Bearer \$UPM_ADMIN_TOKEN\" -H 'Content-Type: application/json' \\"
  say "     -d '{\"repository\":\"OWNER/NAME\",\"commit\":\"main\"}' $UPM_INGRESS_URL/api/publish-requests"
}
