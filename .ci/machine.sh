# What the tests need of the machine; sourced by .ci/run.

prepare_machine() {
  local wanted=()
  [ -x "$PLAYWRIGHT_CHROMIUM" ] || wanted+=(chromium)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
  command -v kubectl >/dev/null || wanted+=(kubernetes-client)
  if [ ${#wanted[@]} -gt 0 ]; then
    install_packages "${wanted[@]}" || return
  fi
  start_postgres
}

install_packages() {
  local sudo=
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  export DEBIAN_FRONTEND=noninteractive
  printf 'Installing %s\n' "$*"
  $sudo apt-get update -qq &&
    $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# A PostgreSQL of our own, so that the tests meet the database of production.
start_postgres() {
  local bin port
  bin=$(dirname "$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)")
  port=$(free_port)
  postgres_data=$(mktemp -d)
  # PostgreSQL refuses to run as root.
  [ "$(id -u)" -ne 0 ] || chown postgres "$postgres_data"
  as_postgres "$bin/initdb" --auth=trust --username=postgres -D "$postgres_data/db" >/dev/null &&
    as_postgres "$bin/pg_ctl" -s -w -D "$postgres_data/db" -l "$postgres_data/log" \
      -o "-c listen_addresses=127.0.0.1 -p $port -k $postgres_data -c fsync=off" start || return
  postgres_bin=$bin
  local url="postgresql://postgres@127.0.0.1:$port"
  # Backstage's test helpers know databases by version; any of them will do.
  export BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING=$url
  export BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING=$url
  printf 'PostgreSQL listens on 127.0.0.1:%d\n' "$port"
}

stop_postgres() {
  [ -n "$postgres_data" ] && [ -n "$postgres_bin" ] || return 0
  as_postgres "$postgres_bin/pg_ctl" -s -m immediate -D "$postgres_data/db" stop
  rm -rf "$postgres_data"
}

as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

free_port() {
  node -e "const s=require('net').createServer();s.listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})"
}
