# What `./raconteur test` does; read by the launcher, whose functions it uses.
# shellcheck shell=bash

test_usage() {
  cat <<'HELP'
usage: ./raconteur test [--fast|--full]

  Runs every test of every module: Java tests on SQLite and on a private PostgreSQL, the web app's checks, the mod's
  in both Luas, the browser journeys, kill loops and upstream faults; installs what that needs. Ends with `N passed, N failed`.

  --fast   what needs no packaged server: the modules' own tests on SQLite, and the web app's
  --full   twenty kill cycles instead of five, and the whole matrix of upstream faults instead of a sample
HELP
}

PASSED=0
FAILED=0
SKIPPED=0

heading() { printf '\n== %s\n' "$*"; }

count() { # count NAME PASSED FAILED SKIPPED
  PASSED=$((PASSED + $2))
  FAILED=$((FAILED + $3))
  SKIPPED=$((SKIPPED + $4))
  printf '   %s: %s passed, %s failed, %s skipped\n' "$1" "$2" "$3" "$4"
}

check() { # check NAME COMMAND: one test, whose outcome is the command's exit code
  local name=$1
  shift
  if "$@"; then count "$name" 1 0 0; else count "$name" 0 1 0; fi
}

# A program that ends with a line `N passed, N failed[, N skipped]`.
counted() {
  local name=$1 log line code=0 passed failed skipped
  shift
  log=$WORK/$(printf '%s' "$name" | tr -c 'a-z0-9' '-').log
  "$@" 2>&1 | tee "$log" || code=$?
  line=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -n 1 || true)
  passed=$(printf '%s' "$line" | sed -n 's/^\([0-9]*\) passed.*/\1/p')
  failed=$(printf '%s' "$line" | sed -n 's/.* passed, \([0-9]*\) failed.*/\1/p')
  skipped=$(printf '%s' "$line" | sed -n 's/.* failed, \([0-9]*\) skipped.*/\1/p')
  if [ -z "$line" ] || { [ "$code" -ne 0 ] && [ "$failed" = 0 ]; }; then failed=$((${failed:-0} + 1)); fi
  count "$name" "${passed:-0}" "$failed" "${skipped:-0}"
}

# --- set-up -------------------------------------------------------------------------------------------------------

apt_install() { # apt_install WHAT-FOR PACKAGES: 1 when this machine cannot
  local what=$1
  shift
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  say "Installing $what."
  (apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends "$@") >"$WORK/apt.log" 2>&1
}

find_chromium() {
  local candidate
  for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
    if [ -n "$candidate" ] && candidate=$(command -v "$candidate"); then
      CHROMIUM=$candidate
      export CHROMIUM
      return
    fi
  done
  return 1
}

has_chinese_font() { ! command -v fc-list >/dev/null || [ -n "$(fc-list :lang=zh family | head -n 1)" ]; }

set_up_browser() {
  if find_chromium && has_chinese_font; then return; fi
  apt_install "Chromium and fonts" chromium fonts-noto-cjk fontconfig || true
  find_chromium || misuse "The browser tests need Chromium, and none was found. Install it, or leave them out with --fast."
}

# So is the one in C#.
set_up_csharp() {
  if command -v mcs >/dev/null && command -v mono >/dev/null; then return; fi
  apt_install Mono mono-mcs mono-runtime libmono-system-core4.0-cil libmono-system-net-http4.0-cil \
    || say "There is no Mono here: the test of the C# file is skipped."
}

has_wiki() { [ -r /usr/share/mediawiki/maintenance/install.php ] && command -v php >/dev/null; }

# An encyclopedia to read from. Only Debian and its kin have it as a package: elsewhere that one test says what it lacks.
set_up_wiki() {
  has_wiki || apt_install MediaWiki mediawiki php-cli php-sqlite3 php-intl php-mbstring php-xml || true
  has_wiki || say "There is no MediaWiki here: the test that reads from a real one is skipped."
}

has_lua() { command -v "$1" >/dev/null && "$1" -e 'require "socket.http"' 2>/dev/null; }

# The mod's game has Lua 5.1, some of its players LuaJIT; what is to be copied into games runs in both. Only Debian and
# its kin have all of it as packages: elsewhere those tests say what they lack.
set_up_lua() {
  if has_lua lua5.1 && has_lua luajit && command -v luacheck >/dev/null; then return; fi
  apt_install Lua lua5.1 luajit lua-socket lua-check || true
}

find_postgres() {
  local folder
  for folder in $(command -v initdb | xargs -r dirname 2>/dev/null) $(ls -1d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin \
    /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin 2>/dev/null | sort -Vr); do
    if [ -x "$folder/initdb" ] && at_least 15 "$("$folder/postgres" --version | sed 's/.*) \([0-9]*\).*/\1/')"; then
      PG=$folder
      return
    fi
  done
  return 1
}

# PostgreSQL refuses to run as root; then it runs as the least user there is.
as_postgres() {
  if [ "$(id -u)" != 0 ]; then
    "$@"
  elif command -v setpriv >/dev/null; then
    setpriv --reuid="$PG_USER" --regid="$(id -g "$PG_USER")" --clear-groups "$@"
  else
    su -s /bin/sh "$PG_USER" -c "$(printf '%q ' "$@")"
  fi
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
}

set_up_postgres() {
  local port password tries=0
  find_postgres || apt_install PostgreSQL postgresql || true
  find_postgres || misuse "The database tests need PostgreSQL 15 or newer, and none was found. Install it, or leave them out with --fast."
  PG_USER=nobody
  if id postgres >/dev/null 2>&1; then PG_USER=postgres; fi
  PG_DATA=$(mktemp -d "${TMPDIR:-/tmp}/raconteur-pg.XXXXXX")
  password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s' "$password" >"$PG_DATA/password"
  if [ "$(id -u)" = 0 ]; then chown -R "$PG_USER" "$PG_DATA"; fi
  (cd "$PG_DATA" && as_postgres "$PG/initdb" -D "$PG_DATA/data" -U raconteur -E UTF8 --locale=C -A scram-sha-256 \
    --pwfile="$PG_DATA/password") >"$WORK/initdb.log" 2>&1 || fail "PostgreSQL could not be set up: $(tail -n 1 "$WORK/initdb.log")"
  while [ "$tries" -lt 5 ]; do
    port=$(free_port)
    if (cd "$PG_DATA" && as_postgres "$PG/pg_ctl" -D "$PG_DATA/data" -w -t 30 -l "$PG_DATA/log" \
      -o "-p $port -k $PG_DATA -c listen_addresses=127.0.0.1 -c max_connections=200" start) >"$WORK/pg.log" 2>&1; then
      RACONTEUR_TEST_DB_URL="postgresql://raconteur:$password@127.0.0.1:$port/postgres"
      export RACONTEUR_TEST_DB_URL
      return
    fi
    tries=$((tries + 1))
  done
  fail "PostgreSQL could not be started: $(tail -n 1 "$PG_DATA/log")"
}

clean_up() {
  strike_stage
  if [ -n "${PG_DATA:-}" ]; then
    (cd "$PG_DATA" && as_postgres "$PG/pg_ctl" -D "$PG_DATA/data" -m immediate stop) >/dev/null 2>&1 || true
    rm -rf "$PG_DATA"
  fi
  rm -rf "$WORK"
}

# --- the tests ----------------------------------------------------------------------------------------------------

sum_attribute() { # sum_attribute NAME FILES: over the <testsuite> elements of surefire's reports
  local name=$1
  shift
  cat "$@" | tr '\n' ' ' | grep -o '<testsuite [^>]*' | grep -o " $name=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'
}

java_tests() {
  local code=0 reports all bad skipped what=(package "${WITH_CLASSPATH[@]}")
  case $MODE in
    fast) what=(test -pl '!scenarios' -DexcludedGroups=kill,slow,matrix) ;;
    normal) what+=(-DexcludedGroups=matrix) ;;
  esac
  begin_stamp "$ROOT/target/server.stamp"
  begin_stamp "$ROOT/target/bench.stamp" "$ROOT/bench"
  begin_stamp "$ROOT/target/terminal.stamp" "$ROOT/terminal"
  find "$ROOT" -path '*/target/surefire-reports' -prune -not -path '*/node_modules/*' -exec rm -rf {} +
  (cd "$ROOT" && mvn -B -ntp --fail-at-end -Dmaven.test.failure.ignore=true "${what[@]}") >"$WORK/maven.log" 2>&1 || code=$?
  grep -E '^\[(ERROR|WARNING)\]|Tests run:.*Time elapsed|^Web app' "$WORK/maven.log" | head -n 400 || true
  reports=$(find "$ROOT" -path '*/target/surefire-reports/*TEST-*.xml' -not -path '*/node_modules/*')
  if [ -n "$reports" ]; then
    # shellcheck disable=SC2086
    set -- $reports
    all=$(sum_attribute tests "$@")
    skipped=$(sum_attribute skipped "$@")
    bad=$(($(sum_attribute failures "$@") + $(sum_attribute errors "$@")))
    count "Java" $((all - bad - skipped)) "$bad" "$skipped"
  else
    count "Java" 0 1 0
  fi
  if [ "$code" -ne 0 ]; then
    cp "$WORK/maven.log" "$ROOT/target/test.log"
    say "The Java build failed; the whole story is in target/test.log."
    count "Java build" 0 1 0
  elif [ "$MODE" != fast ]; then
    keep_stamp "$ROOT/target/server.stamp"
    keep_stamp "$ROOT/target/bench.stamp"
    keep_stamp "$ROOT/target/terminal.stamp"
  fi
}

web_tests() {
  local report=$WORK/vitest.json code=0
  cd "$ROOT/web"
  if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --no-audit --no-fund --loglevel=error
    touch node_modules/.package-lock.json
  fi
  check "types" npm run --silent types
  check "lint" npm run --silent lint
  npm run --silent test -- --reporter=default --reporter=json --outputFile.json="$report" || code=$?
  if [ -f "$report" ]; then
    # shellcheck disable=SC2046
    count "vitest" $(node -e '
      const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))
      console.log(r.numPassedTests, r.numFailedTests + (r.success || r.numFailedTests ? 0 : 1), r.numPendingTests + (r.numTodoTests ?? 0))' "$report")
  else
    count "vitest" 0 1 0
  fi
  check "page budget" sh -c 'npm run --silent build -- --logLevel warn && npm run --silent budget'
  cd "$ROOT"
}

mod_tests() {
  local lua
  for lua in lua5.1 luajit; do
    if has_lua "$lua"; then
      counted "mod, $lua" "$lua" "$ROOT/mods/dst/test/run.lua"
    else
      say "There is no $lua with its sockets here: the mod's tests in it are skipped."
      count "mod, $lua" 0 0 1
    fi
  done
  if command -v luacheck >/dev/null; then
    check "mod, lint" sh -c "cd '$ROOT/mods/dst' && luacheck -q ."
  else
    say "There is no luacheck here: the mod is not linted."
    count "mod, lint" 0 0 1
  fi
}

# The packaged server on an empty folder, talking to the fake upstream, and sending its letters and asking for its
# stories where the journeys listen; sets RACONTEUR_URL and what the journeys must know of it. Its rules are the usual
# ones, only faster, and so few turns run at once that a queue can be seen.
raise_stage() {
  local folder port upstream
  folder=$(mktemp -d "$WORK/stage.XXXXXX")
  (exec "$JAVA_HOME/bin/java" -Xmx256m -cp "$BENCH" raconteur.bench.Upstream) >"$folder/upstream.log" 2>&1 &
  STAGE=$!
  upstream=$(await_number "$folder/upstream.log" 's/^listening on \([0-9]*\).*/\1/p')
  port=$(free_port)
  E2E_SMTP_PORT=$(free_port)
  E2E_TELLER_PORT=$(free_port)
  E2E_WIKI_PORT=$(free_port)
  E2E_TURNS_AT_ONCE=4
  (cd "$folder" && exec env -i PATH="$PATH" HOME="$folder" \
    RACONTEUR_PROVIDER_FAKE_BASE_URL="http://127.0.0.1:$upstream/v1" RACONTEUR_PROVIDER_FAKE_API_KEY=sk-test \
    RACONTEUR_PROVIDER_FAKE_MODELS=bench RACONTEUR_PROVIDER_FAKE_PRICES=bench=0.1/0.2 \
    RACONTEUR_PROVIDER_TELLER_BASE_URL="http://127.0.0.1:$E2E_TELLER_PORT/v1" RACONTEUR_PROVIDER_TELLER_API_KEY=sk-test \
    RACONTEUR_PROVIDER_TELLER_MODELS=tales RACONTEUR_PROVIDER_TELLER_PRICES=tales=0.1/0.2 \
    RACONTEUR_MODEL_STORY=teller/tales RACONTEUR_SOURCE_PRIVATE_HOSTS=127.0.0.1:$E2E_WIKI_PORT \
    RACONTEUR_SMTP_URL="smtp://127.0.0.1:$E2E_SMTP_PORT" RACONTEUR_MAIL_FROM=raconteur@example.org \
    RACONTEUR_SESSION_QUESTION_INTERVAL=2s RACONTEUR_TURNS_AT_ONCE=$E2E_TURNS_AT_ONCE \
    "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseCompactObjectHeaders -jar "$ROOT/server/target/quarkus-app/quarkus-run.jar" \
    --port "$port" --data "$folder/data" --discover-local-models false) >"$folder/server.log" 2>&1 &
  STAGE="$STAGE $!"
  port=$(await_number "$folder/server.log" 's/.* is ready at http:.*:\([0-9]*\).*/\1/p')
  RACONTEUR_URL=http://localhost:$port
  E2E_KEY_FILE=$folder/data/local.key
  export RACONTEUR_URL E2E_KEY_FILE E2E_SMTP_PORT E2E_TELLER_PORT E2E_WIKI_PORT E2E_TURNS_AT_ONCE
}

await_number() { # await_number FILE SED-SCRIPT: what the script finds, at most 30 s from now
  local found= tries=0
  while [ -z "$found" ] && [ "$tries" -lt 150 ]; do
    sleep 0.2
    tries=$((tries + 1))
    found=$(sed -n "$2" "$1" | head -n 1)
  done
  [ -n "$found" ] || say "nothing came up: $(tail -n 3 "$1")"
  echo "$found"
}

strike_stage() {
  local one
  for one in ${STAGE:-}; do kill "$one" 2>/dev/null || true; done
  for one in ${STAGE:-}; do wait "$one" 2>/dev/null || true; done
  STAGE=
}

browser_tests() {
  local view
  for view in 390 1280; do
    raise_stage
    counted "browser, $view px" sh -c "cd '$ROOT/web' && VIEW=$view E2E_MODEL=fake/bench npm run --silent e2e"
    strike_stage
  done
  raise_stage
  counted "campfire in the browser" node "$ROOT/mods/web-demo/test/run.mjs"
  strike_stage
}

kill_tests() {
  local cycles=5
  if [ "$MODE" = full ]; then cycles=20; fi
  check "$cycles kills under 32 users" "$ROOT/raconteur" prove "--cycles=$cycles"
}

run_tests() {
  MODE=normal
  while [ $# -gt 0 ]; do
    case $1 in
      --fast) MODE=fast ;;
      --full) MODE=full ;;
      -h | --help) test_usage && exit 0 ;;
      *) misuse "There is no option '$1'. ./raconteur test --help lists them." ;;
    esac
    shift
  done
  find_jdk
  find_maven
  find_node
  ulimit -n "$(ulimit -Hn)" 2>/dev/null || true
  unset RACONTEUR_TEST_DB_URL
  mkdir -p "$ROOT/target"
  WORK=$(mktemp -d)
  trap clean_up EXIT
  trap 'exit 1' INT TERM
  if [ "$MODE" != fast ]; then
    set_up_browser
    set_up_wiki
    set_up_postgres
  fi

  set_up_lua
  set_up_csharp
  heading "The mod for Don't Starve Together"
  mod_tests
  heading "Java: every module"
  java_tests
  if [ -f "$ROOT/web/package.json" ]; then
    heading "Web app: types, lint, tests, budget"
    web_tests
    if [ "$MODE" != fast ]; then
      heading "Browser journeys"
      bench_path
      browser_tests
    fi
  fi
  if [ "$MODE" != fast ]; then
    heading "Kills"
    kill_tests
  fi

  printf '\n%s passed, %s failed' "$PASSED" "$FAILED"
  if [ "$SKIPPED" -gt 0 ]; then printf ', %s skipped' "$SKIPPED"; fi
  printf '\n'
  if [ "$FAILED" -gt 0 ]; then exit 1; fi
  exit 0
}
