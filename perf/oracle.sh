#!/usr/bin/env bash
# Random views and filters over so many rows, uniform and clustered: grids and histograms of CPU and
# GPU must be DuckDB's own counts. 10 million rows unless said otherwise: perf/oracle.sh [ROWS]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -o -Dskein.fast -pl core -am test -Dtest=FilteredSqlTest \
  -Dsurefire.failIfNoSpecifiedTests=false -Dskein.oracle.rows="${1:-10000000}"
echo "equal: ${1:-10000000} rows"
