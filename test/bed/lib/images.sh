# Base images by name: present, pulled, or built as stand-ins from images/.

catalog=$here/images/catalog
label=dev.create-dockerfile

# Prints the catalogue row of one image: folder, target, parents, build arguments.
row() {
  awk -v name="$1" '!/^#/ && NF { n = split($1, names, ","); for (i = 1; i <= n; i++) if (names[i] == name) { $1 = ""; print; exit } }' "$catalog" | grep .
}

list_images() { awk '!/^#/ && NF { gsub(",", "\n", $1); print $1 }' "$catalog" | grep -v '^bed/'; }

full_name() {
  local name=${1#docker.io/}
  name=${name#library/}
  [[ ${name##*/} == *:* ]] || name=$name:latest
  printf '%s\n' "$name"
}

# Sets recipe[NAME], the digest of all that shapes a stand-in: its row, its folder, the
# machine's settings, and the recipes of its parents. A change rebuilds what it touches, no more.
declare -A recipe=()
find_recipe() {
  local name=$1 fields folder parents parent made=
  [[ -z ${recipe[$name]:-} ]] || return 0
  fields=$(row "$name") || return 1
  read -r folder _ parents _ <<<"$fields"
  if [[ $parents != - ]]; then
    for parent in ${parents//,/ }; do
      find_recipe "$parent"
      made+=${recipe[$parent]}
    done
  fi
  made+=$fields$(digest_of "$here/images/$folder")
  [[ $folder != host ]] || made+=$(digest_of "$settings")
  recipe[$name]=$(printf %s "$made" | sha256sum | cut -c1-16)
}

# Present means: pulled from a registry, or a stand-in made by this very recipe.
present() {
  local labels
  labels=$(docker image inspect --format "{{with .Config.Labels}}{{index . \"$label.stand-in\"}} {{index . \"$label.made-by\"}}{{end}}" "$1" 2>/dev/null) || return 1
  [[ $labels == true\ * ]] || return 0
  find_recipe "$1" && [[ $labels == "true ${recipe[$1]}" ]]
}

registry_of() {
  local first=${1%%/*}
  if [[ $1 == */* && $first == *[.:]* ]]; then echo "$first"; else echo default; fi
}

# Does the registry of this image answer? Asked once, then remembered for half a day.
registry_answers() {
  local memory said
  case ${BED_REGISTRY:-} in yes) return 0 ;; no) return 1 ;; esac
  mkdir -p "$home/registry"
  memory=$home/registry/$(registry_of "$1")
  if [[ -z $(find "$memory" -mmin -720 2>/dev/null) ]]; then
    # The first line comes with the manifest, long before the layers.
    said=$({ timeout "${BED_REGISTRY_TIMEOUT:-15}" "$docker_cli" pull "$1" 2>&1 || true; } | head -n 1)
    case $said in
      *"Pulling from"* | *"manifest unknown"* | *": not found" | *toomanyrequests*) echo yes ;;
      *) echo no ;;
    esac >"$memory"
    log "the $(registry_of "$1") image registry answers: $(<"$memory")"
  fi
  [[ $(<"$memory") == yes ]]
}

pull() {
  local tries
  for tries in 1 2 3; do
    log "pulling $1"
    docker pull -q "$1" >&2 && return
    sleep "$tries"
  done
  die "cannot pull $1, though its registry answers (BED_REGISTRY=no builds a stand-in instead)"
}

# The smallest Debian that apt can live in, as the published slim images are.
make_rootfs() {
  local suite=$1 dir=$home/rootfs/$1 merged=()
  [[ -f $dir/rootfs.tar ]] && return
  need mmdebstrap mmdebstrap
  mkdir -p "$dir" "$home/log"
  # Before trixie a merged /usr came by a package that brings all of Perl with it.
  [[ $suite != bookworm ]] || merged=(--include=usr-is-merged --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr)
  log "bootstrapping Debian $suite"
  mmdebstrap --quiet --variant=minbase "${merged[@]}" \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-include=/usr/share/locale/locale.alias' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --dpkgopt='path-exclude=/usr/share/lintian/*' \
    --aptopt='Acquire::Languages "none"' --aptopt='Apt::AutoRemove::SuggestsImportant "false"' \
    "$suite" "$dir/incomplete.tar" ${BED_DEBIAN_MIRROR:+"$BED_DEBIAN_MIRROR"} \
    >"$home/log/rootfs" 2>&1 || { tail -n 15 "$home/log/rootfs" >&2; die "cannot bootstrap Debian $suite"; }
  mv "$dir/incomplete.tar" "$dir/rootfs.tar"
}

# Sets build_args: those of the catalogue, then what this machine needs to reach its registries.
collect_build_args() {
  local arg all="$1 REGISTRY=$(sed -n 's/^registry *= *//p' "$home/host/npmrc" | head -n 1)"
  build_args=()
  [[ ! -s $home/host/certs/bed.pem ]] || all+=" TRUST=/usr/local/share/ca-certificates/bed.pem"
  for arg in $all HTTP_PROXY HTTPS_PROXY NO_PROXY http_proxy https_proxy no_proxy; do
    [[ $arg == *=* || -n ${!arg:-} ]] && build_args+=(--build-arg "$arg")
  done
  return 0
}

# Builds a stand-in, after the images it builds on.
stand_in() {
  local name=$1 folder target parents args parent context log_file try started=$SECONDS
  if present "$name"; then return; fi
  read -r folder target parents args <<<"$(row "$name")"
  if [[ $parents != - ]]; then
    for parent in ${parents//,/ }; do stand_in "$parent"; done
  fi
  case $folder in
    host) context=$home/host ;;
    debian) make_rootfs "${args#SUITE=}" && context=$home/rootfs/${args#SUITE=} ;;
    *) context=$here/images/$folder ;;
  esac
  collect_build_args "$args"
  log_file=$home/log/${name//[\/:]/_}
  mkdir -p "$home/log"
  log "building the stand-in $name"
  # A package registry that drops one connection is asked again: what was built until then is cached.
  for try in 1 2 3; do
    if DOCKER_BUILDKIT=1 docker build --progress=plain --label "$label.stand-in=true" --label "$label.made-by=${recipe[$name]}" \
      "${build_args[@]}" --target "$target" -t "$name" -f "$here/images/$folder/Dockerfile" "$context" \
      >"$log_file" 2>&1 9>&-; then break; fi
    [[ $try != 3 ]] || { tail -n 15 "$log_file" >&2; die "cannot build the stand-in $name; the whole log is $log_file"; }
    log "building the stand-in $name failed: trying again"
  done
  log "built $name in $((SECONDS - started)) s"
}

# Gets the missing images, while no other call does.
provide() {
  local name
  rm -rf "$home/host"
  cp -r "$settings" "$home/host"
  for name; do
    if present "$name"; then continue; fi
    if registry_answers "$name"; then pull "$name"; continue; fi
    find_recipe "$name" || die "no registry answers and there is no stand-in for $name ('bed images' lists them)"
    [[ $(docker version --format '{{.Server.Arch}}') == amd64 ]] || die "stand-ins are made for amd64 only: $name needs a registry"
    stand_in "$name"
  done
}

ensure_images() {
  local name full missing=()
  ensure_engine
  settings=$(mktemp -d)
  trap 'rm -rf "$settings"' EXIT
  write_host_settings "$settings"
  for name; do
    full=$(full_name "$name")
    present "$full" || missing+=("$full")
  done
  [[ ${#missing[@]} == 0 ]] || locked provide "${missing[@]}"
}
