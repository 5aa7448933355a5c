# shellcheck shell=bash
# The main job, shown: a push to a repository with two packages becomes two installable packages, a changelog, a message and
# a record.

SAMPLE=studio/sample-packages

# The user's own git settings (hooks, signing, rewritten URLs) have no part in this.
sample_git() {
  env GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_TERMINAL_PROMPT=0 \
    GIT_AUTHOR_NAME='Sample Developer' GIT_AUTHOR_EMAIL=developer@studio.example \
    GIT_COMMITTER_NAME='Sample Developer' GIT_COMMITTER_EMAIL=developer@studio.example \
    git -c http.proxy= -c init.defaultBranch=master "$@"
}

create_sample_repository() { # made beside and moved: a killed run leaves no half of one
  local bare=$UPM_GIT_ROOT/$SAMPLE.git work=$LOCAL/sample
  [[ ! -d $bare ]] || return 0
  rm -rf "$bare.new" "$work"
  mkdir -p "$(dirname "$bare")"
  cp -R "$LIB/../sample" "$work"
  sample_git -C "$work" init -q
  sample_git -C "$work" add --all
  sample_git -C "$work" commit -qm "Add the packages Core and UI"
  sample_git clone -q --bare "$work" "$bare.new"
  rm -rf "$work"
  mv "$bare.new" "$bare"
  good "made the repository $SAMPLE"
}

push_new_version() { # sets BEFORE, AFTER, VERSION
  local work=$LOCAL/sample
  rm -rf "$work"
  sample_git clone -q "$UPM_GIT_URL/$SAMPLE" "$work"
  BEFORE=$(sample_git -C "$work" rev-parse HEAD)
  VERSION=$(node "$LIB/bump.mjs" "$work/Packages/com.studio.core/package.json" "$work/Packages/com.studio.ui/package.json")
  sample_git -C "$work" commit -qam "Release $VERSION of Core and UI"
  sample_git -C "$work" push -q origin HEAD:master
  AFTER=$(sample_git -C "$work" rev-parse HEAD)
  rm -rf "$work"
}

ingress() { # PATH CURL-ARGUMENT...: sets STATUS and ANSWER
  local path=$1 output
  shift
  output=$(curl -sS --noproxy '*' -m 30 -w '\n%{http_code}' "$@" "$UPM_INGRESS_URL$path") ||
    die "ingress does not answer at $UPM_INGRESS_URL" "log: $LOCAL/log/ingress.log"
  STATUS=${output##*$'\n'} ANSWER=${output%$'\n'*}
}

register_sample() {
  # The token comes from standard input: arguments can be read by every user of the machine.
  ingress /api/repositories -K - -H 'content-type: application/json' \
    --data-raw "{\"url\":\"$GITHUB_BASE_URL/$SAMPLE\",\"status\":\"active\"}" \
    <<<"header = \"authorization: Bearer $UPM_ADMIN_TOKEN\""
  case $STATUS in
    201) good "registered $SAMPLE" ;;
    409) ;;
    *) die "ingress did not register $SAMPLE: $STATUS" "$ANSWER" ;;
  esac
}

push_payload() {
  local owner=${SAMPLE%%/*} name=${SAMPLE##*/} url=$GITHUB_BASE_URL/$SAMPLE now
  now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  local person='"name":"Sample Developer","email":"developer@studio.example","username":"sample-developer"'
  local commit="{\"id\":\"$AFTER\",\"message\":\"Release $VERSION of Core and UI\",\"timestamp\":\"$now\",\"url\":\"$url/commit/$AFTER\","
  commit+="\"distinct\":true,\"author\":{$person},\"committer\":{$person},\"added\":[],\"removed\":[],"
  commit+='"modified":["Packages/com.studio.core/package.json","Packages/com.studio.ui/package.json"]}'
  printf '{"ref":"refs/heads/master","before":"%s","after":"%s","created":false,"deleted":false,"forced":false,"base_ref":null,' "$BEFORE" "$AFTER"
  printf '"compare":"%s/compare/%s...%s","commits":[%s],"head_commit":%s,' "$url" "$BEFORE" "$AFTER" "$commit" "$commit"
  printf '"repository":{"id":1,"name":"%s","full_name":"%s","private":false,"fork":false,"archived":false,' "$name" "$SAMPLE"
  printf '"html_url":"%s","clone_url":"%s.git","default_branch":"master","master_branch":"master",' "$url" "$url"
  printf '"owner":{"id":1,"name":"%s","login":"%s","type":"Organization"}},' "$owner" "$owner"
  printf '"pusher":{"name":"sample-developer","email":"developer@studio.example"},'
  printf '"sender":{"id":2,"login":"sample-developer","type":"User"}}'
}

send_webhook() { # sets RUN
  local payload signature delivery
  payload=$(push_payload)
  signature=$(printf '%s' "$payload" | openssl dgst -sha256 -hmac "${GITHUB_WEBHOOK_SECRET%%,*}" -r | cut -d ' ' -f 1)
  delivery=$(random_token | sed -E 's/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/\1-\2-4\3-8\4-\5/')
  ingress /webhooks/github -H 'content-type: application/json' -H 'user-agent: GitHub-Hookshot/local' -H 'x-github-event: push' \
    -H "x-github-delivery: $delivery" -H "x-hub-signature-256: sha256=$signature" --data-raw "$payload"
  [[ $STATUS == 202 ]] || die "ingress did not accept the webhook: $STATUS" "$ANSWER"
  RUN=$(json run <<<"$ANSWER") || RUN=''
  [[ -n $RUN ]] || die "ingress took the webhook but started no run" "$ANSWER"
}

publish_sample() {
  create_sample_repository
  register_sample
  push_new_version
  good "pushed ${AFTER:0:12}: $VERSION of com.studio.core and com.studio.ui"
  send_webhook
  UPM_INGRESS_URL=$UPM_INGRESS_URL UPM_PUBLISHER_URL=$UPM_PUBLISHER_URL UPM_REGISTRY=$UPM_REGISTRY UPM_ADMIN_TOKEN=$UPM_ADMIN_TOKEN \
    node "$LIB/follow.mjs" "$RUN" || die "the sample was not published" "logs: deploy/local/logs" "run: $RUN"
}

show_story() { # never fatal: the packages are out
  UPM_AUDIT_URL=$UPM_AUDIT_URL UPM_STANDIN_URL=$UPM_STANDIN_URL UPM_ADMIN_TOKEN=$UPM_ADMIN_TOKEN DISCORD_WEBHOOK_UPM=$DISCORD_WEBHOOK_UPM \
    node "$LIB/story.mjs" "$RUN" "$UPM_GIT_URL/$SAMPLE" "$LOCAL/sample" || warn "the run's story could not be shown whole"
}
