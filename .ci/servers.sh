# The database servers that the tests talk to. Sourced by .ci/run. A server that answers is used as it is; else the
# machine's own is started; where that refuses the tests' login, a scratch one in $scratch is used and stopped at the end.

stops=()
stop_servers() { local stop; for stop in "${stops[@]}"; do eval "$stop" || true; done; stops=(); }

# within SECONDS COMMAND…: repeats the command until it succeeds.
within() {
  local until=$((SECONDS + $1)); shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.5
  done
}

listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

postgres_answers() { psql -h 127.0.0.1 -U postgres -w -Atc 'select 1' postgres >/dev/null 2>&1; }

start_postgres() {
  postgres_answers && { echo "PostgreSQL answers on 127.0.0.1:5432"; return; }
  local bin cluster=()
  bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin | sort -V | tail -n 1)
  if ! listening 5432 && read -r -a cluster < <(pg_lsclusters -h | awk '$3 == 5432') && [ "${#cluster[@]}" -gt 1 ]; then
    echo "starting the PostgreSQL cluster ${cluster[0]}/${cluster[1]}"
    pg_ctlcluster --skip-systemctl-redirect "${cluster[0]}" "${cluster[1]}" start || true
    within 30 postgres_answers && return
    pg_ctlcluster --skip-systemctl-redirect "${cluster[0]}" "${cluster[1]}" stop || true
  fi
  if listening 5432; then
    echo "PostgreSQL on 127.0.0.1:5432 refuses user postgres without a password: allow it (trust) or free the port" >&2
    return 1
  fi
  echo "starting a scratch PostgreSQL on 127.0.0.1:5432"
  install -d -o postgres -g postgres "$scratch/postgres"
  su postgres -s /bin/sh -c "'$bin/initdb' -A trust -U postgres -D '$scratch/postgres/data' -E UTF8 --locale=C.UTF-8 >/dev/null"
  su postgres -s /bin/sh -c "'$bin/pg_ctl' -s -w -D '$scratch/postgres/data' -l '$scratch/postgres/log' \
    -o '-p 5432 -h 127.0.0.1 -k $scratch/postgres' start"
  stops+=("su postgres -s /bin/sh -c \"'$bin/pg_ctl' -s -m immediate -D '$scratch/postgres/data' stop\"")
  within 30 postgres_answers
}

mariadb_answers() { mariadb --no-defaults -h 127.0.0.1 -u root -e 'select 1' >/dev/null 2>&1; }

start_mariadb() {
  mariadb_answers && { echo "MariaDB answers on 127.0.0.1:3306"; return; }
  if ! listening 3306 && [ -d /var/lib/mysql/mysql ]; then
    echo "starting the machine's MariaDB"
    install -d -o mysql -g mysql /run/mysqld
    start-stop-daemon --start --oknodo --background --exec /usr/sbin/mariadbd -- --user=mysql
    within 30 mariadb_answers && return
    start-stop-daemon --stop --oknodo --retry 30 --exec /usr/sbin/mariadbd
  fi
  if listening 3306; then
    echo "MariaDB on 127.0.0.1:3306 refuses root without a password: allow it or free the port" >&2
    return 1
  fi
  echo "starting a scratch MariaDB on 127.0.0.1:3306"
  install -d -o mysql -g mysql "$scratch/mariadb"
  mariadb-install-db --no-defaults --user=mysql --datadir="$scratch/mariadb/data" \
    --auth-root-authentication-method=normal --skip-test-db >/dev/null
  mariadbd --no-defaults --user=mysql --datadir="$scratch/mariadb/data" --bind-address=127.0.0.1 --port=3306 \
    --socket="$scratch/mariadb/socket" --pid-file="$scratch/mariadb/pid" >"$scratch/mariadb/log" 2>&1 &
  stops+=("kill $!; wait $!")
  within 60 mariadb_answers
}
