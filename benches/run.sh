#!/usr/bin/env bash
# Runs every part of the benchmark, and writes its results into `benches/results` and the pages of the documentation from them.
# With --quick it shows that all parts run: the times mean little, and no page is written.
set -euo pipefail
cd "$(dirname "$0")/.."
results=benches/results
records=1000 rounds=200 rust_rounds=15 seconds=0.15 many=1000000 many_rounds=9 rows=100000 book_rounds=3 spark_rounds=5 released="--profile dist --pgo"
if [[ ${1:-} == --quick ]]; then
    records=200 rounds=3 rust_rounds=1 seconds=0.05 many=20000 many_rounds=1 rows=2000 book_rounds=1 spark_rounds=1 released=--release
fi
export VIRTUAL_ENV=$PWD/.venv-bench
export PATH=$VIRTUAL_ENV/bin:$PATH
# What an earlier run wrote must not be taken for this one's.
rm -rf "$results"

# Not `maturin develop`: that one puts the compiled module beside the sources, where the next debug build replaces it.
wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT
install() {
    just wheel "$wheels/$1" "$2"
    python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "$wheels/$1"/*.whl
}

# The package that `pip install .` builds, then the one that a release ships, which all other parts use.
install plain --release
python benches/python/run.py --results $results/plain --goals plain --records $records --rounds $rounds
install released "$released"
# Writes the records that the Rust part reads.
python benches/python/run.py --results $results --records $records --rounds $rounds

# Every benchmark once in each round, so that what else the machine does affects all of them alike.
for ((round = 1; round <= rust_rounds; round++)); do
    CRITERION_HOME=$PWD/$results/criterion cargo bench --quiet --locked --package aicc-bench --bench one_record --bench growth -- \
        --quiet --noplot --warm-up-time 0.1 --measurement-time $seconds --sample-size 10 --nresamples 1000 \
        --save-baseline "round$round"
done
python benches/python/rust_tables.py --results $results
python benches/python/many.py --results $results --records $many --rounds $many_rounds
python benches/python/workbooks.py --results $results --records $rows --rounds $book_rounds
[[ ${1:-} == --quick ]] || python benches/python/page.py --results $results --docs docs/explanation
.ci/need java
python benches/python/spark.py --results $results --records $many --rounds $spark_rounds
