#!/usr/bin/env bash
# tools/look-examples.sh REPORT_TEST: draws the invented plans of the report room's tests and looks at them (tools/look.sh).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
GIGAPLAN_REPORT_OUT=$folder "$1" --gtest_brief=1 >/dev/null
"$(dirname "$0")/look.sh" "$folder"/*.html
