#!/usr/bin/env bash
# Run the jobs of .gitlab-ci.yml here, with gitlab-ci-local in its shell executor, on a clone of what is committed:
# the data are checked, and the site is built and published into a folder beside. Needs node, npm and python3-venv.
# `ENGINE=yes` runs the engine's whole proof too.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone --quiet "$root" "$work/clone"
cd "$work/clone"
git checkout --quiet -B main
git remote set-url origin "$work/clone"
sed -i '/^  image:/d' .gitlab-ci.yml # without an image a job runs in this shell
git config user.email vp@thidua.example
git config user.name "Văn phòng"
jobs=(check build publish)
[ "${ENGINE:-}" = yes ] && jobs=(engine "${jobs[@]}")
npx --yes gitlab-ci-local@4.57.0 --shell-executor-no-image --variable PUBLISH_TO="$work/www" "${jobs[@]}"
test -f "$work/www/current/2022/index.html"
echo "published: $(ls "$work/www/current" | wc -l) entries in the first folder"
