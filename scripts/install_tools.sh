#!/usr/bin/env bash
# Make sure that the given programs are there; install Debian's packages for the missing ones where that is allowed.
set -euo pipefail
export PATH="$PATH:/usr/sbin"

declare -A package=(
  [chromium]=chromium [git]=git [nginx]=nginx-light [openssl]=openssl [rsync]=rsync [ssh]=openssh-client [pdftoppm]=poppler-utils
  [soffice]="libreoffice-calc libreoffice-writer"
)
missing=()
for program in "$@"; do
  command -v "$program" >/dev/null || missing+=(${package[$program]})
done
[ ${#missing[@]} -eq 0 ] && exit 0

command="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
  echo "Installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  sudo apt-get update -qq
  sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "The tests need ${missing[*]}. Run as root, then try again:" >&2
  echo "  $command" >&2
  exit 1
fi
