# Finds an engine that really builds with BuildKit, or starts a private one.

# The user's own engine, if one is set; this bed's own, set by an earlier `bed up`, is none.
configured_host=${DOCKER_HOST:-}
[[ $configured_host != "unix://$home/docker.sock" ]] || configured_host=

docker() { command "${docker_cli:?}" "$@"; }

# Makes DOCKER_HOST, or without an argument the user's own Docker context, the engine to talk to.
talk_to() { if [[ -n ${1:-} ]]; then export DOCKER_HOST=$1; else unset DOCKER_HOST; fi; }

answers() { timeout 10 "$docker_cli" version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# A client without BuildKit falls back to the classic builder without a word,
# so ask for what only BuildKit can do.
has_buildkit() {
  mkdir -p "$home/probe"
  printf 'FROM scratch\nCOPY --chmod=444 Dockerfile /\n' >"$home/probe/Dockerfile"
  DOCKER_BUILDKIT=1 timeout 60 "$docker_cli" build -o - "$home/probe" >/dev/null 2>&1 </dev/null
}

# Every docker client of this machine: a later one in PATH may have BuildKit where the first has not.
clients() { { printf '%s\n' "${BED_DOCKER:-}"; type -ap docker || true; } | awk 'NF && !seen[$0]++'; }

# Sets docker_cli and DOCKER_HOST to the first pair that builds, and remembers it.
find_engine() {
  local host
  for host in "$configured_host" "unix://$home/docker.sock"; do
    while read -r docker_cli; do
      talk_to "$host"
      answers || continue
      if has_buildkit; then
        printf '%s\n' "$configured_host" "$docker_cli" "$host" >"$home/engine"
        return
      fi
      log "$docker_cli cannot build with BuildKit on ${host:-the default engine}"
    done < <(clients)
  done
  return 1
}

recall_engine() {
  local remembered=()
  [[ -f $home/engine ]] && mapfile -t remembered <"$home/engine"
  [[ ${#remembered[@]} == 3 && ${remembered[0]} == "$configured_host" ]] || return 1
  docker_cli=${remembered[1]}
  talk_to "${remembered[2]}"
  answers
}

ensure_engine() { recall_engine || locked find_or_start_engine; }

find_or_start_engine() {
  if recall_engine || find_engine; then return; fi
  can_install || die "no Docker engine with BuildKit answers here, and one can only be set up on Debian as root: start Docker, then run this again"
  need dockerd docker.io
  need ip iproute2
  type -ap docker >/dev/null || need docker docker-cli
  if find_engine; then return; fi # a package may have started its own service
  start_engine
  find_engine || die "the engine runs, but no docker client here builds with BuildKit: $(clients | tr '\n' ' ')"
}

engine_runs() {
  [[ -f $home/docker.pid ]] && tr '\0' '\n' 2>/dev/null <"/proc/$(<"$home/docker.pid")/cmdline" | grep -qxF "$home/data"
}

bridge() { printf 'bed-%.8s' "$(printf %s "$home" | cksum)"; }

# Own bridge, so that another engine of this machine keeps its docker0.
add_bridge() {
  local net name
  name=$(bridge)
  ip link show "$name" >/dev/null 2>&1 && return
  for net in 172.30 172.29 172.28 10.213 10.214 192.168; do
    ip -4 route show | grep -qF " $net." || ip -4 route show | grep -q "^$net\." && continue
    ip link add "$name" type bridge
    ip addr add "$net.0.1/16" dev "$name"
    ip link set "$name" up
    return
  done
  die "no free private network for the engine's bridge"
}

# One rule for the build cache: without it every test run would leave its layers behind for good.
write_engine_settings() {
  printf '{ "builder": { "gc": { "enabled": true, "policy": [{ "keepStorage": "%s", "all": true }] } } }\n' \
    "${BED_CACHE:-15GB}" >"$home/engine.json"
}

# Containers may not send larger packets than the machine itself, or large answers never arrive.
outside_mtu() {
  local device
  device=$(ip -4 route show default | sed -n 's/.* dev \([^ ]*\).*/\1/p' | head -n 1)
  cat "/sys/class/net/$device/mtu" 2>/dev/null || echo 1500
}

start_engine() {
  local started=
  if ! engine_runs; then
    [[ ${#home} -le 70 ]] || die "BED_HOME is too long for a socket path: $home"
    log "starting a Docker engine (state in $home)"
    rm -f "$home/docker.pid" "$home/docker.sock"
    add_bridge
    write_engine_settings
    setsid dockerd --host "unix://$home/docker.sock" --pidfile "$home/docker.pid" \
      --config-file "$home/engine.json" --data-root "$home/data" --exec-root "$home/exec" \
      --bridge "$(bridge)" --mtu "$(outside_mtu)" >"$home/docker.log" 2>&1 </dev/null 9>&- &
    started=$!
    started_engine=yes
  fi
  docker_cli=$(clients | head -n 1)
  talk_to "unix://$home/docker.sock"
  await_engine "$started"
}

await_engine() {
  local tries
  for tries in {1..120}; do
    answers && return
    [[ -z $1 ]] || kill -0 "$1" 2>/dev/null || break
    sleep 0.5
  done
  grep -v level=info "$home/docker.log" | tail -n 5 >&2 || true
  die "the Docker engine did not start after $tries tries; its log is $home/docker.log"
}

stop_engine() {
  local pid
  rm -rf "$home/engine" "$home/registry"
  if engine_runs; then
    pid=$(<"$home/docker.pid")
    kill "$pid"
    for _ in {1..60}; do
      [[ -d /proc/$pid ]] || break
      sleep 0.5
    done
    [[ ! -d /proc/$pid ]] || die "the engine (process $pid) does not stop"
    log "engine stopped; its images stay in $home"
  else
    log "no engine of this bed is running"
  fi
  ip link delete "$(bridge)" 2>/dev/null || true
}

# BED_STARTED tells the caller whether the engine is its own to stop.
print_exports() {
  local host=${DOCKER_HOST:-}
  # The default context has an address too; only a plain socket is enough to reach it again.
  [[ -n $host ]] || host=$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null || true)
  [[ $host != unix://* && -z ${DOCKER_HOST:-} ]] || printf 'export DOCKER_HOST=%q\n' "$host"
  printf 'export BED_DOCKER=%q\nexport DOCKER_BUILDKIT=1\nexport BED_STARTED=%s\n' "$docker_cli" "${started_engine:-no}"
}
