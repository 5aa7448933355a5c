# shellcheck shell=bash
# The parts of a whole stack, for the commands that start, show or stop one.

# shellcheck source=infrastructure.sh
source "$LIB/infrastructure.sh"
# shellcheck source=java.sh
source "$LIB/java.sh"
# shellcheck source=settings.sh
source "$LIB/settings.sh"
# shellcheck source=tool.sh
source "$LIB/tool.sh"
# shellcheck source=build.sh
source "$LIB/build.sh"
# shellcheck source=services.sh
source "$LIB/services.sh"
# shellcheck source=sample.sh
source "$LIB/sample.sh"
# shellcheck source=farewell.sh
source "$LIB/farewell.sh"

require_stack_ports() {
  local service wanted=(postgres:UPM_POSTGRES_PORT rabbitmq:RABBITMQ_PORT epmd:UPM_EPMD_PORT rabbitmq:UPM_ERLANG_PORT
    standins:UPM_GIT_PORT standins:UPM_STANDIN_PORT)
  INFRASTRUCTURE=(postgres rabbitmq)
  if [[ $REAL_REGISTRY == no ]]; then
    INFRASTRUCTURE+=(verdaccio)
    wanted+=(verdaccio:UPM_VERDACCIO_PORT)
  fi
  for service in "${SERVICES[@]}"; do wanted+=("$service:UPM_${service^^}_PORT"); done
  require_ports "${wanted[@]}"
}
