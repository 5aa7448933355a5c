# shellcheck shell=bash
# The contract's variables. What the environment brings wins: with a real registry or a real GitHub the same command
# serves those. Values that an earlier start of this stack put into a shell (source .local/env) are not taken for real ones.

given() { # VARIABLE: set from outside
  [[ -n ${!1:-} ]] && ! grep -qxF -- "$1=$(printf '%s' "${!1}" | cksum)" "$LOCAL/own-values" 2>/dev/null
}

default_to() { # VARIABLE VALUE
  given "$1" && return 0
  printf -v "$1" '%s' "$2"
  OWN_VALUES+=("$1=$(printf '%s' "$2" | cksum)")
}

load_settings() {
  local service
  OWN_VALUES=()
  for service in "${SERVICES[@]}"; do
    local port=UPM_${service^^}_PORT
    default_to "UPM_${service^^}_URL" "http://127.0.0.1:${!port}"
  done
  default_to UPM_STANDIN_URL "http://127.0.0.1:$UPM_STANDIN_PORT"
  default_to UPM_GIT_URL "http://127.0.0.1:$UPM_GIT_PORT"
  default_to UPM_GIT_ROOT "$LOCAL/git"
  load_github_settings
  load_registry_settings
  default_to DISCORD_WEBHOOK_UPM "$UPM_STANDIN_URL/api/webhooks/100000000000000001/local"
  load_model_settings
  default_to GITHUB_WEBHOOK_SECRET "$(secret WEBHOOK)"
  default_to UPM_ADMIN_TOKEN "$(secret ADMIN_TOKEN)"
  default_to UPM_TOKENS "local:admin:$UPM_ADMIN_TOKEN"
  default_to UPM_TRUSTED_OWNERS studio,The1Studio
  default_to UPM_PLAIN_HTTP_HOSTS ''
  [[ $UPM_TOKENS == *":admin:$UPM_ADMIN_TOKEN"* ]] ||
    die "UPM_TOKENS is set and holds no admin token" "set UPM_ADMIN_TOKEN to the token of an entry name:admin:token in UPM_TOKENS"
}

load_github_settings() {
  REAL_GITHUB=no
  given GITHUB_BASE_URL && REAL_GITHUB=yes
  default_to GITHUB_BASE_URL "$UPM_GIT_URL"
  # Credentials in the caller's shell are for the real GitHub.
  [[ $REAL_GITHUB == yes ]] || unset GH_PAT GITHUB_APP_ID GITHUB_APP_PRIVATE_KEY
  if [[ $REAL_GITHUB == no ]]; then
    default_to GITHUB_API_URL "$UPM_STANDIN_URL"
  elif [[ ${GITHUB_BASE_URL%/} == https://github.com ]]; then
    default_to GITHUB_API_URL https://api.github.com
  else
    default_to GITHUB_API_URL "${GITHUB_BASE_URL%/}/api/v3"
  fi
}

load_registry_settings() {
  REAL_REGISTRY=no
  given UPM_REGISTRY && REAL_REGISTRY=yes
  if [[ $REAL_REGISTRY == yes ]] && ! given NPM_TOKEN; then
    die "UPM_REGISTRY is set without NPM_TOKEN" "set NPM_TOKEN to a token that may publish to $UPM_REGISTRY, or unset UPM_REGISTRY"
  fi
  default_to UPM_REGISTRY "$(verdaccio_url)"
}

# A key of the user's own is for the real model; without one, entries are made from commits.
load_model_settings() {
  if given GEMINI_API_KEY; then
    default_to GEMINI_API_URL https://generativelanguage.googleapis.com
  else
    GEMINI_API_KEY=''
    default_to GEMINI_API_URL "$UPM_STANDIN_URL"
  fi
}

# A token in the caller's shell is for some other registry. The local one's is there only once it has started.
load_registry_token() {
  if [[ $REAL_REGISTRY == no ]]; then
    NPM_TOKEN=$(verdaccio_token)
    [[ -n $NPM_TOKEN ]] || die "the local registry has no token" "log: $LOCAL/log/verdaccio.log"
  fi
}

write_environment() {
  local service
  printf '%s\n' "${OWN_VALUES[@]}" | write_file "$LOCAL/own-values"
  {
    echo '# Written by deploy/local/up. It holds secrets of this stack.'
    for service in "${SERVICES[@]}"; do
      local url=UPM_${service^^}_URL
      shell_variable "$url" "${!url}"
    done
    shell_variable UPM_REGISTRY "$UPM_REGISTRY"
    shell_variable NPM_TOKEN "$NPM_TOKEN"
    shell_variable UPM_ADMIN_TOKEN "$UPM_ADMIN_TOKEN"
    shell_variable GITHUB_WEBHOOK_SECRET "$GITHUB_WEBHOOK_SECRET"
    shell_variable GITHUB_BASE_URL "$GITHUB_BASE_URL"
    shell_variable GITHUB_API_URL "$GITHUB_API_URL"
    shell_variable DISCORD_WEBHOOK_UPM "$DISCORD_WEBHOOK_UPM"
    shell_variable UPM_TRUSTED_OWNERS "$UPM_TRUSTED_OWNERS"
    shell_variable UPM_GIT_ROOT "$UPM_GIT_ROOT"
    shell_variable UPM_GIT_URL "$UPM_GIT_URL"
    shell_variable UPM_STANDIN_URL "$UPM_STANDIN_URL"
    shell_variable UPM_DB_ADMIN_URL "$(database_admin_url)"
    shell_variable RABBITMQ_HOST 127.0.0.1
    shell_variable RABBITMQ_PORT "$RABBITMQ_PORT"
    shell_variable RABBITMQ_USER upm
    shell_variable RABBITMQ_PASSWORD "$(secret RABBITMQ)"
  } | write_file "$LOCAL/env"
}
