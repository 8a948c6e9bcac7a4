#!/usr/bin/env bash
# Share of a core that a window at rest takes, over five seconds, under Xvfb. Fails at 3 % or more.
# Usage: perf/idle.sh [ROWS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly ROWS=${1:-2000000} SETTLE_SECONDS=20 SECONDS_MEASURED=5 LIMIT_PERCENT=3

work=$(mktemp -d)
pids=()
clean_up() {
  for pid in "${pids[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT

# Ticks of CPU that a process has used: fields 14 and 15 of its stat, counted after the name.
ticks() {
  local stat fields
  stat=$(<"/proc/$1/stat")
  read -r -a fields <<<"${stat##*) }"
  echo $((fields[11] + fields[12]))
}

Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
pids+=($!)
until [[ -s $work/display ]]; do
  kill -0 "${pids[0]}"
  sleep 0.1
done

./skein --version
DISPLAY=:$(<"$work/display") XDG_CONFIG_HOME=$work ./skein demo --rows "$ROWS" --data "$work" &
skein=$!
pids+=("$skein")
sleep "$SETTLE_SECONDS"
before=$(ticks "$skein")
sleep "$SECONDS_MEASURED"
after=$(ticks "$skein")

awk -v used=$((after - before)) -v hz="$(getconf CLK_TCK)" -v s="$SECONDS_MEASURED" -v limit="$LIMIT_PERCENT" '
  BEGIN {
    percent = 100 * used / hz / s
    printf "idle: %.1f %% of a core over %d s (limit %d %%)\n", percent, s, limit
    exit percent >= limit
  }'
