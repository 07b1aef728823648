#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints the table of speeds with a description of the machine. Times are compared within one run.
set -euo pipefail
build=$1
source=$(cd "$(dirname "$0")/.." && pwd)
export PANNIER_DATA=${PANNIER_DATA:-$source/../shared/data}

echo "machine   $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(nproc) cores, $(awk '/MemTotal/{printf "%.0f GiB", $2/1048576}' /proc/meminfo)"
echo "system    $(. /etc/os-release && echo "$PRETTY_NAME"), $(cc --version | head -n1)"
echo "load      $(cut -d' ' -f1-3 /proc/loadavg)"
[ -d "$PANNIER_DATA" ] || echo "The real order histories are not at $PANNIER_DATA; rows that need them are missing."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
n_failed=0
# The desktop's services chatter into the same stream as the window; that is of interest only when
# something is wrong, as is what the window itself complains of.
report() { # PROGRAM STATUS
  if [ "$2" -ne 0 ]; then
    cat "$folder/errors" >&2
    echo "bench: $1 ended with status $2; its rows are not complete" >&2
    n_failed=$((n_failed + 1))
  else
    grep -A1 "$(basename "$1"):[0-9]*): " "$folder/errors" >&2 || true
  fi
}
for program in "$build"/tests/*/bench-*; do
  [ -x "$program" ] && [ -f "$program" ] || continue
  status=0
  echo
  case "$program" in
  # The window, on a display of its own and with nobody reading its accessibility tree, which would
  # cost the same thread time.
  */ui/*)
    GDK_BACKEND=x11 GDK_DEBUG=gl-disable GSK_RENDERER=cairo GTK_A11Y=none GTK_USE_PORTAL=0 \
      ADW_DISABLE_PORTAL=1 GSETTINGS_BACKEND=memory GIO_USE_VFS=local LC_ALL=C.UTF-8 \
      GSETTINGS_SCHEMA_DIR="$build/data" \
      xvfb-run -a -s '-screen 0 1280x900x24' dbus-run-session -- "$program" \
      2>"$folder/errors" | sed '/^SpiRegistry daemon/d' || status=$? ;;
  *) "$program" 2>"$folder/errors" || status=$? ;;
  esac
  report "$program" "$status"
done

echo
echo "the command line, whole processes"
cli=$build/src/cli/pannier-cli
timed() { # LABEL COMMAND…
  local label=$1 start end
  shift
  start=$(date +%s%N)
  "$@" >/dev/null
  end=$(date +%s%N)
  printf '%-52s %8.0f ms\n' "$label" "$(((end - start) / 1000000))"
}
if [ -d "$PANNIER_DATA" ]; then
  for name in foodmart-products.csv foodmart-sales-1997.csv retail.dat; do
    gzip -dc "$PANNIER_DATA/$name.gz" >"$folder/$name"
  done
  "$cli" --quiet new "$folder/f.pannier" --currency USD
  timed "import FoodMart, 88,397 rows" "$cli" --quiet import "$folder/f.pannier" "$folder/foodmart-products.csv" "$folder/foodmart-sales-1997.csv"
  timed "figures of FoodMart" "$cli" --json info "$folder/f.pannier"
  timed "suggestions for FoodMart" "$cli" --json suggest "$folder/f.pannier"
  "$cli" --quiet new "$folder/r.pannier"
  timed "import retail.dat, 908,576 lines" "$cli" --quiet import "$folder/r.pannier" "$folder/retail.dat"
  timed "all pairs >= 9 of retail.dat from the plan" "$cli" --json mine "$folder/r.pannier" --pairs --min-count 9 --top 10
  timed "all itemsets >= 9 of retail.dat from the file" "$cli" --json mine --baskets "$folder/retail.dat" --itemsets --min-count 9 --top 10
fi
timed "make the sample plan, 6,000 orders" "$cli" --quiet new "$folder/s.pannier" --sample suits
timed "price band of the suit set, 131,072 shoppers" "$cli" --json optimise "$folder/s.pannier" --bundle SUIT-SET
timed "simulate the suit set, 131,072 shoppers, 64 draws" "$cli" --json simulate "$folder/s.pannier" --scenario "Suit set"
[ "$n_failed" -eq 0 ] || { echo "bench: $n_failed of the programs failed" >&2; exit 1; }
