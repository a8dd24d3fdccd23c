#!/usr/bin/env bash
# `make bench`: seconds and peak memory of planning examples/germany.toml by stage, the size of its linear programs, and
# what typical days miss of the full year. Prints Markdown tables; bench/README.md keeps them with machine and date.
#   bench/run.sh            everything, the full year last
#   bench/run.sh --short    typical days only
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
gigaplan=${GIGAPLAN:-$root/build/gigaplan}
folder=${BENCH_FOLDER:-$(mktemp -d)}
[ -n "${BENCH_FOLDER:-}" ] || trap 'rm -rf "$folder"' EXIT

one=$root/bench/one-period.toml

plan() {  # name, scenario, hours, limits measured
  echo "$1 …" >&2
  "$gigaplan" plan "$2" --hours "$3" --measure "$4" -o "$folder/$1" --json --quiet --progress none \
    >"$folder/$1.json" 2>"$folder/$1.log" || echo "$1 ended with exit code $?: $(tail -1 "$folder/$1.log")" >&2
}

plan three-12 "$root/examples/germany.toml" typical:12 10
for days in 2 6 12 24; do plan "one-$days" "$one" "typical:$days" 0; done
[ "${1:-}" = --short ] || plan one-full "$one" full 0

echo "Machine: $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f", $2 / 1048576}' /proc/meminfo) GiB; $(date +%F)"
python3 "$root/bench/tables.py" "$folder"
