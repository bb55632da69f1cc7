#!/usr/bin/env bash
# Make sure that the given programs are there; install Debian's packages for the missing ones where that is allowed.
# A whole Chromium serves as well as the headless shell, for more of a processor's time: where apt has no shell it is
# asked for, and where it is there already a shell that cannot be had is no failure.
set -euo pipefail
export PATH="$PATH:/usr/sbin"

small=chromium-headless-shell
declare -A package=(
  [$small]=$small [git]=git [nginx]=nginx-light [openssl]=openssl [rsync]=rsync [ssh]=openssh-client
  [pdftoppm]=poppler-utils [soffice]="libreoffice-calc-nogui libreoffice-writer-nogui"
)
there() { command -v "$1" >/dev/null; }
without_small() { for one; do [ "$one" = $small ] || printf '%s ' "$one"; done; }
missing=()
for program in "$@"; do
  there "$program" || missing+=(${package[$program]})
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=none
if there apt-get; then
  if [ "$(id -u)" -eq 0 ]; then as_root=env; elif sudo -n true 2>/dev/null; then as_root="sudo env"; fi
fi
install() {
  [ $# -eq 0 ] && return
  [ "$as_root" = none ] && return 1
  $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

if [ "$as_root" != none ]; then
  echo "Installing ${missing[*]}"
  $as_root apt-get update -qq || true  # what cannot be had then is told by the next line
fi
install "${missing[@]}" && exit 0
if [[ " ${missing[*]} " = *" $small "* ]]; then
  others=($(without_small "${missing[@]}"))
  if there chromium || there chromium-browser; then
    install "${others[@]}" && echo "The tests take the Chromium that is there: $small would spare time" && exit 0
  else
    install "${others[@]}" chromium && exit 0
  fi
fi
echo "The tests need ${missing[*]}. Run as root, then try again:" >&2
echo "  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
exit 1
