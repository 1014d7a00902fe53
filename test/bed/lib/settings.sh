# What containers need from this machine to reach its package registries: extra
# certificates and, only where they are set, the addresses its own clients use.
# Kept as files in one image (bed/host), so that no Dockerfile names a host.

write_host_settings() {
  local dir=$1 npmrc=${NPM_CONFIG_USERCONFIG:-$HOME/.npmrc} pip=${PIP_CONFIG_FILE:-$HOME/.config/pip/pip.conf}
  mkdir -p "$dir/certs"
  touch "$dir/certs/bed.pem"
  extra_certificates "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" "$dir/certs"

  { grep -hE '^(@[^:]+:)?registry *=' "$npmrc" || true; } >"$dir/npmrc" 2>/dev/null
  [[ -s $dir/npmrc || -z ${npm_config_registry:-} ]] || echo "registry=$npm_config_registry" >"$dir/npmrc"

  { grep -hE '^\[global\]|^(extra-)?index-url' "$pip" || true; } >"$dir/pip.conf" 2>/dev/null
  [[ -z ${PIP_INDEX_URL:-} ]] || printf '[global]\nindex-url = %s\n' "$PIP_INDEX_URL" >"$dir/pip.conf"

  { go env -changed GOPROXY GOSUMDB GONOSUMDB GOPRIVATE GOINSECURE || true; } 2>/dev/null | tr -d "'" >"$dir/go.env"
  { apt-config dump --format '%f "%v";%n' Acquire::http::Proxy Acquire::https::Proxy || true; } 2>/dev/null | sed '/""/d' >"$dir/apt.conf"
  [[ ! -f $HOME/.m2/settings.xml ]] || cp "$HOME/.m2/settings.xml" "$dir/settings.xml"
}

# extra_certificates BUNDLE DIR: what the bundle holds beyond the distribution's own
# certificates, one per file for update-ca-certificates, and all in bed.pem for Node.
extra_certificates() {
  [[ -f $1 ]] || return 0
  { find /usr/share/ca-certificates -name '*.crt' -exec cat {} + 2>/dev/null || true; } | awk -v dir="$2" '
    /BEGIN CERTIFICATE/ { body = ""; inside = 1; next }
    /END CERTIFICATE/ {
      inside = 0
      if (body in known) next
      known[body] = 1
      if (FILENAME == "-") next
      pem = "-----BEGIN CERTIFICATE-----\n" lines(body) "-----END CERTIFICATE-----"
      print pem > (dir "/bed-" ++n ".crt")
      print pem > (dir "/bed.pem")
    }
    inside { gsub(/[ \r]/, ""); body = body $0 }
    function lines(s, out) { for (; s != ""; s = substr(s, 65)) out = out substr(s, 1, 64) "\n"; return out }
  ' - "$1"
}
