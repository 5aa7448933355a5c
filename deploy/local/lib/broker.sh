#!/usr/bin/env bash
# Does to a stack's private broker what tests of failures need. UPM_LOCAL_DIR names the stack.
#
#   kill               ends the broker at once, as a power cut would
#   start              starts it and waits until it answers
#   lose-volume        removes all that it has on disk; it must not run
#   stop               stops it in good order
#   stop-app           closes the broker but leaves its Erlang node running
#   start-app          opens it again
#   delete-queue NAME  deletes a queue with what is in it
#   ctl ARGUMENT...    any other command of rabbitmqctl

set -euo pipefail

# shellcheck source=control.sh
source "$(dirname "${BASH_SOURCE[0]}")/control.sh"
# shellcheck source=rabbitmq.sh
source "$LIB/rabbitmq.sh"

find_rabbitmq || die "RabbitMQ is not installed"

case ${1:-} in
  kill)
    if pid=$(process_pid rabbitmq); then
      kill -KILL "$pid"
      while process_runs rabbitmq; do sleep 0.05; done
    fi ;;
  start)
    process_runs rabbitmq || launch_rabbitmq "$(cat "$LOCAL/run/epmd.started")"
    await rabbitmq 90 amqp_answers "$RABBITMQ_PORT" ;;
  lose-volume)
    ! process_runs rabbitmq || die "the broker runs" "kill it first"
    rm -rf -- "$LOCAL/rabbitmq/data"
    mkdir -p "$LOCAL/rabbitmq/data" ;;
  stop)
    stop_process rabbitmq 30 ;;
  stop-app)
    rabbitmqctl stop_app ;;
  start-app)
    rabbitmqctl start_app ;;
  delete-queue)
    rabbitmqctl delete_queue "${2:?the queue\'s name is missing}" ;;
  ctl)
    shift
    rabbitmqctl "$@" ;;
  -h | --help)
    usage ;;
  *)
    usage >&2
    exit 2 ;;
esac
