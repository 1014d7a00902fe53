# What the other parts share. Sourced by `bed`, which sets $home and $here.

log() { printf 'bed: %s\n' "$*" >&2; }
die() { log "$@"; exit 1; }

# Runs a command while holding the lock of this bed; calls may nest.
locked() {
  if [[ -n ${holding_lock:-} ]]; then "$@"; return; fi
  mkdir -p "$home"
  exec 9>"$home/lock"
  flock 9
  holding_lock=1
  "$@"
  exec 9>&-
  holding_lock=
}

can_install() { [[ $(id -u) == 0 && -f /etc/debian_version ]] && command -v apt-get >/dev/null; }

# need COMMAND PACKAGE: installs the Debian package where the command is missing.
need() {
  command -v "$1" >/dev/null && return
  can_install || die "$1 is missing (Debian package: $2)"
  log "installing $2"
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >"$home/install.log" 2>&1 ||
    { tail -n 15 "$home/install.log" >&2; die "cannot install $2"; }
}

# One digest for all files below a directory, names and contents.
digest_of() { (cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1); }
