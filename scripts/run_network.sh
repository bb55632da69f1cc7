#!/usr/bin/env bash
# Play deploy/network/gitlab-ci.yml here, with gitlab-ci-local in its shell executor: twelve departments with plans of
# their own, two at a time, one of them broken. Eleven are published, and the network says which is not. Needs node
# and npm, and this checkout's .venv, which every job borrows: pip itself is played by run_gitlab.sh.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH="$root/.venv/bin:$PATH" PYTHONPATH="$work/clone/scripts"
git clone --quiet "$root" "$work/clone"
cd "$work/clone"
git checkout --quiet -B main
git remote set-url origin "$work/clone"
git config user.email vp@thidua.example
git config user.name "Văn phòng"

cp deploy/network/gitlab-ci.yml .gitlab-ci.yml
ids=$(seq -f so-%02.0f 1 12)
sed -i "s/DEPARTMENT: \[.*\]/DEPARTMENT: [$(echo $ids | tr ' ' ,)]/" deploy/network/departments.gitlab-ci.yml
sed -i '/^  image:/d; /^  before_script:/,/^$/c\  before_script: ["ln -sfn '"$root"'/.venv .venv"]\n' .gitlab-ci.yml
mkdir -p networks/khoi-12
{
    printf 'network: khoi-12\ntitle: Khối mười hai sở\nperiod: {start: 2026-01-01, end: 2026-12-31}\nmembers:\n'
    for id in $ids; do
        [ -d departments/so-01 ] && cp -r departments/so-01 "departments/$id" || thidua new 2026 departments/so-01/data > /dev/null
        sed -i "s/^title: .*/title: Phong trào của $id/" "departments/$id/data/2026/plan.yml"
        printf '  - {id: %s, name: Sở %s, api: %s, campaign: "2026"}\n' "$id" "$id" "$work/www/$id/current/api/v1/"
    done
} > networks/khoi-12/network.yml
echo "2026-03-01,MAU-99,nowhere,x,,,," >> departments/so-07/data/2026/achievements.csv
git add -A
git commit --quiet -m "Mười hai sở"

code=0
started=$(date +%s)
npx --yes gitlab-ci-local@4.57.0 --shell-executor-no-image --shell-isolation --concurrency 2 \
    --variable PUBLISH_TO="$work/www" --variable NETWORK=khoi-12 || code=$?
echo "pipeline: exit $code after $(($(date +%s) - started)) s"

test "$code" -ne 0 # the broken department is red
test "$(ls -d "$work"/www/so-*/current | wc -l)" -eq 11
test ! -e "$work/www/so-07/current"
python - "$work/www/khoi-12/current/api/v1/network.json" <<'END'
import json, sys
told = json.load(open(sys.argv[1], encoding="utf-8"))
states = {each["id"]: each["state"] for each in told["members"]}
assert states.pop("so-07") == "missing" and set(states.values()) == {"fresh"}, states
print("eleven are published; missing:", [each["name"] for each in told["members"] if each["state"] == "missing"])
END
