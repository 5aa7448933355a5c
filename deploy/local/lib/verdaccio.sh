# shellcheck shell=bash
# A private npm registry without uplinks: it knows nothing but what is published to it.

write_verdaccio_configuration() {
  mkdir -p "$LOCAL/verdaccio"
  write_file "$LOCAL/verdaccio/config.yaml" <<'CONF'
storage: ./storage
auth:
  htpasswd:
    file: ./htpasswd
uplinks: {}
packages:
  '@*/*':
    access: $all
    publish: $authenticated
    unpublish: $authenticated
  '**':
    access: $all
    publish: $authenticated
    unpublish: $authenticated
publish:
  allow_offline: true
# A signed token spares a password hash of a tenth of a second on each request.
security:
  api:
    jwt:
      sign:
        expiresIn: 3650d
userRateLimit:
  windowMs: 60000
  max: 1000
max_body_size: 1gb
web:
  title: UPM local registry
  gravatar: false
log: {type: stdout, format: pretty, level: http, colors: false}
CONF
}

verdaccio_url() { printf 'http://127.0.0.1:%s' "$UPM_VERDACCIO_PORT"; }

start_verdaccio() {
  local software wanted
  software=$(npm_software verdaccio)
  wanted=$(fingerprint "$software" "$UPM_VERDACCIO_PORT")
  if runs_as_wanted verdaccio "$wanted"; then good "Verdaccio runs on port $UPM_VERDACCIO_PORT"; return 0; fi
  stop_process verdaccio
  install_npm_software verdaccio Verdaccio
  write_verdaccio_configuration
  start_process verdaccio "$wanted" env NODE_NO_WARNINGS=1 node "$software/node_modules/verdaccio/bin/verdaccio" \
    --config "$LOCAL/verdaccio/config.yaml" --listen "127.0.0.1:$UPM_VERDACCIO_PORT"
  await verdaccio 60 curl -fsS --noproxy '*' -m 2 "$(verdaccio_url)/-/ping"
  create_verdaccio_token
  good "Verdaccio started on port $UPM_VERDACCIO_PORT"
}

# Signs up, or in where a killed start already signed up. A registry answers 200 to a bad token too, without a name.
create_verdaccio_token() {
  local token name password
  token=$(verdaccio_token)
  if [[ -n $token ]]; then
    name=$(printf 'header = "authorization: Bearer %s"\n' "$token" |
      curl -fsS --noproxy '*' -m 10 -K - "$(verdaccio_url)/-/whoami" | json username || true)
    [[ $name != upm ]] || return 0
  fi
  password=$(secret VERDACCIO)
  {
    printf 'user = "upm:%s"\n' "$password"
    printf 'data = "{\\"name\\":\\"upm\\",\\"password\\":\\"%s\\"}"\n' "$password"
  } | curl -fsS --noproxy '*' -m 20 -K - -X PUT -H 'content-type: application/json' \
    "$(verdaccio_url)/-/user/org.couchdb.user:upm" | json token | write_file "$LOCAL/verdaccio/token"
  [[ -n $(verdaccio_token) ]] || die "Verdaccio gave no token" "log: $LOCAL/log/verdaccio.log"
}

verdaccio_token() { cat "$LOCAL/verdaccio/token" 2>/dev/null || true; }
