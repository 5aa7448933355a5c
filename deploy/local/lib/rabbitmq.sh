# shellcheck shell=bash
# A private RabbitMQ with an epmd of its own. The scripts below lib/ of the package are used, not the wrappers in sbin,
# which insist on root or the user rabbitmq and on the system's folders.

rabbitmq_environment() { # exports what the server and its tools need
  local folder=$LOCAL/rabbitmq
  export HOME=$folder/home
  export RABBITMQ_NODENAME
  RABBITMQ_NODENAME=upm-$(secret ERLANG | cut -c 1-8)@localhost
  export RABBITMQ_CONF_ENV_FILE=$folder/rabbitmq-env.conf
  export RABBITMQ_CONFIG_FILE=$folder/rabbitmq.conf
  export RABBITMQ_ADVANCED_CONFIG_FILE=$folder/advanced.config
  export RABBITMQ_ENABLED_PLUGINS_FILE=$folder/enabled_plugins
  export RABBITMQ_MNESIA_BASE=$folder/data
  export RABBITMQ_LOG_BASE=$folder/log
  export RABBITMQ_PID_FILE=$folder/pid
  export RABBITMQ_DIST_PORT=$UPM_ERLANG_PORT
  export ERL_EPMD_PORT=$UPM_EPMD_PORT
  export ERL_EPMD_ADDRESS=127.0.0.1
  export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
  export RABBITMQ_CTL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
  # With input allowed the script becomes the server instead of waiting beside it; the server then is told not to read any.
  export RABBITMQ_ALLOW_INPUT=true
  export RABBITMQ_SERVER_START_ARGS='-noinput +B i'
  # The contract's variables; the server's own scripts would take them for theirs.
  unset RABBITMQ_HOST RABBITMQ_PORT RABBITMQ_USER RABBITMQ_PASSWORD NOTIFY_SOCKET RABBITMQ_NODE_PORT RABBITMQ_NODE_IP_ADDRESS
}

write_rabbitmq_configuration() {
  local folder=$LOCAL/rabbitmq
  mkdir -p "$folder/home" "$folder/log" "$folder/data"
  write_file "$folder/rabbitmq.conf" <<CONF
listeners.tcp.1 = 127.0.0.1:$RABBITMQ_PORT
default_user = upm
default_pass = $(secret RABBITMQ)
log.console = true
log.console.level = info
log.file = false
disk_free_limit.absolute = 50MB
vm_memory_high_watermark.absolute = 512MB
CONF
  write_file "$folder/rabbitmq-env.conf" </dev/null
  echo '[].' | write_file "$folder/enabled_plugins"
  secret ERLANG | write_file "$folder/home/.erlang.cookie"
  chmod 400 "$folder/home/.erlang.cookie"
}

amqp_answers() { # PORT: a broker answers the protocol header with a method frame, whose first byte is 1
  local first=''
  {
    printf 'AMQP\0\0\011\001' >&3
    IFS= read -r -t 2 -N 1 first <&3
  } 3<>"/dev/tcp/127.0.0.1/$1" && [[ $first == $'\001' ]]
}

start_rabbitmq() {
  local wanted
  wanted=$(fingerprint "$RABBITMQ_BIN" "$RABBITMQ_PORT" "$UPM_EPMD_PORT" "$UPM_ERLANG_PORT" "$LOCAL")
  if runs_as_wanted rabbitmq "$wanted" && runs_as_wanted epmd "$wanted"; then good "RabbitMQ runs on port $RABBITMQ_PORT"; return 0; fi
  stop_process rabbitmq 30
  stop_process epmd
  write_rabbitmq_configuration
  launch_rabbitmq "$wanted"
  good "RabbitMQ started on port $RABBITMQ_PORT"
}

launch_rabbitmq() { # FINGERPRINT
  if ! process_runs epmd; then
    (rabbitmq_environment; start_process epmd "$1" "$EPMD" -address 127.0.0.1 -port "$UPM_EPMD_PORT")
    await epmd 10 port_answers "$UPM_EPMD_PORT"
  fi
  (rabbitmq_environment; cd "$LOCAL/rabbitmq" || exit; start_process rabbitmq "$1" "$RABBITMQ_BIN/rabbitmq-server")
  await rabbitmq 90 amqp_answers "$RABBITMQ_PORT"
}

rabbitmqctl() { (rabbitmq_environment; "$RABBITMQ_BIN/rabbitmqctl" --quiet "$@"); }
