# The project's tasks: `cargo xtask NAME` runs one of these recipes with the pinned version of just, and so does `just NAME` with
# your own. `cargo xtask list` lists them.

set shell := ["bash", "-euo", "pipefail", "-c"]

# Programs of the virtual environment come first, then the cargo tools of the recipe `_tool`.
export VIRTUAL_ENV := justfile_directory() / ".venv"
programs := VIRTUAL_ENV / if os_family() == "windows" { "Scripts" } else { "bin" }
tools := justfile_directory() / ".cache/tools"
export PATH := programs + PATH_VAR_SEP + tools / "bin" + PATH_VAR_SEP + env("PATH")
# rustup downloads nothing by itself.
export RUSTUP_AUTO_INSTALL := "0"
export RUSTUP_DIST_SERVER := "file:///nonexistent"
export RUSTUP_UPDATE_ROOT := "file:///nonexistent"
# maturin refuses to choose between an active conda environment and `.venv`.
unexport CONDA_PREFIX

# List the recipes
@list:
    just --list --unsorted

# Run every test, in every language; a missing toolchain is named at the end, and with CI=true it is an error
[group("checks")]
test:
    .ci/steps test rust python differential "spark & check-bindings" kotlin "swift & clients" javascript-test check-site

# Check formatting, lints, types and documentation; changes no file
[group("checks")]
lint:
    .ci/steps lint generated "licences --check" format clippy rustdoc python-lint javascript-lint words circles names test-checks links workflows phones deny

# Check the tests themselves and the public API, then print what all checks counted; --nightly takes hours
[group("checks")]
[arg("nightly", long, value="true")]
proof nightly="":
    #!/usr/bin/env bash
    set -uo pipefail
    if [[ -n "{{ nightly }}" ]]; then
        .ci/steps "proof --nightly" android static-binary coverage "differential 1000000" "histories 100000" "schedules 10000" "kills 200" kotlin-client "fuzz --seconds 600" "new-interface --all" "workflows --actionlint" mutants
    else
        .ci/steps proof check-api "android --abi arm64-v8a" coverage "fuzz --seconds 5" new-interface
    fi
    status=$?
    python .ci/page.py
    exit $status

# ---- tests -----------------------------------------------------------------------------------------------------------------

# Run the tests of every crate
[group("tests")]
rust:
    cargo test --workspace --locked --no-fail-fast

# Build the Python package into .venv, and the command as a program, which its tests compare with the script of the package
[group("tests")]
package: _venv
    PIP_QUIET=1 maturin develop --locked --quiet
    cargo build --locked --quiet --package aicc-cli

# Run the tests of the Python package and the command, and compare the stub with the compiled module
[group("tests")]
python: package
    cargo xtask stubs --check
    python -m mypy.stubtest aicc._aicc
    python -m pytest python/tests --ignore python/tests/test_spark.py --numprocesses auto --junit-xml target/proof/python.xml

# Compare the package with the second implementation on random messages
[group("tests")]
differential messages="20000": package
    python -m pytest tests/reference
    python -m tests.reference.differential --messages {{ messages }}

# Compare the world of the sandbox with a model in random histories
[group("tests")]
histories count="256":
    PROPTEST_CASES={{ count }} cargo test --locked --package aicc-sandbox --test world histories

# Kill `aicc apply` at random, and check that it creates each account once
[group("tests")]
kills count="10":
    KILLS={{ count }} cargo test --locked --package aicc-cli --test apply killed

# Run plan and apply in random schedules of everything that can go wrong; `FIRST=7 just schedules 1` runs the one of seed 7
[group("tests")]
schedules count="200":
    SCHEDULES={{ count }} cargo test --locked --package aicc-apply --test simulation -- --nocapture

# Run the tests on Apache Spark
[group("tests")]
spark: package
    .ci/need java
    python -m pytest python/tests/test_spark.py --junit-xml target/proof/spark.xml

# Build the library for apps, put it into both packages, and compare their generated sources with it
[group("tests")]
check-bindings:
    cargo xtask bindings --check

_library:
    cargo xtask bindings --library

# `aicc sandbox` is what the quickstarts talk to.
_command:
    cargo build --locked --quiet --package aicc-cli

# Test the Kotlin package and its archives
[group("tests")]
kotlin: _library _command
    .ci/need maven
    bindings/kotlin/test.sh

# Test the Swift package, and the package that apps take by URL
[group("tests")]
swift: _library _command
    .ci/need swift
    bindings/swift/test.sh

# Build the npm package into bindings/javascript/dist
[group("tests")]
javascript: (_packages "bindings/javascript")
    .ci/need rust-src
    .ci/npm --prefix bindings/javascript run --silent build

# Test the npm package in Node.js and Chromium, bundled by Vite, webpack, Rollup and esbuild, and in Deno
[group("tests")]
javascript-test: javascript _command (_packages "bindings/javascript/bundlers")
    .ci/need chromium
    .ci/npm --prefix bindings/javascript run --silent test

# Give the exported schemas and the written workbooks to other tools, the schemas to client generators, and the sandbox to HTTP clients
[group("tests")]
clients: package
    python -m pytest --capture=no tests/clients/test_tools.py tests/clients/test_workbooks.py tests/clients/test_http_clients.py \
        tests/clients/test_schemathesis.py tests/clients/test_wheel.py
    .ci/need maven
    python -m pytest --capture=no tests/clients/test_clients.py

# Generate a client in Kotlin and run it
[group("tests")]
kotlin-client: package
    .ci/need maven
    python -m pytest --capture=no tests/clients/test_kotlin_client.py

# ---- lints -----------------------------------------------------------------------------------------------------------------

# Compare the generated files with the tables and the vectors
[group("lints")]
generated:
    cargo xtask generate --check
    cargo xtask trace --check

# Check the formatting of Rust and Python
[group("lints")]
format: _venv
    cargo fmt --all --check
    cargo fmt --manifest-path fuzz/Cargo.toml --check
    ruff format --check

# Run clippy, and once more as pip builds the package for the oldest CPython
[group("lints")]
clippy:
    cargo clippy --workspace --all-targets --locked -- -D warnings
    cargo clippy --package aicc-python --features pyo3/abi3-py39 --locked -- -D warnings

# Build the documentation of the crates
[group("lints")]
rustdoc:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked

# Check the Python code and its types
[group("lints")]
python-lint: _venv
    ruff check
    pyright

# Check the JavaScript and TypeScript code; the recipes `javascript-test` and `check-site` check its types
[group("lints")]
javascript-lint: (_packages "bindings/javascript")
    bindings/javascript/node_modules/.bin/biome lint --error-on-warnings

# Find words that a reader may not understand
[group("lints")]
words: _venv
    python .ci/words.py

# Find files that use each other in a circle
[group("lints")]
circles: _venv
    python .ci/circles.py

# Find types with the same name
[group("lints")]
names: _venv
    python .ci/names.py

# Test the checks themselves
[group("lints")]
test-checks: _venv
    python -m pytest --quiet .ci bindings/test_libraries.py release

# Check each link to a file or heading of the repository
[group("lints")]
links: _venv
    md-dead-link-check --no-color

# Type-check the core and the bindings for iOS; the recipes `android` and `javascript` build them for Android and WebAssembly
[group("lints")]
phones:
    .ci/need rust-src
    .ci/cargo-for aarch64-apple-ios check --lib --locked --package aicc-core --package aicc-ffi

# Check licences and sources of all crates; advisories too where `cargo deny fetch db` has put their database
[group("lints")]
deny: (_tool "cargo-deny@0.20.2")
    cargo fetch --locked --quiet
    cargo deny --offline --locked check --hide-inclusion-graph licenses bans sources \
        $([[ -d .cache/advisory-db ]] && echo advisories)

# Check the workflows with zizmor; --actionlint with actionlint too, which needs Go
[group("lints")]
[arg("actionlint", long, value="true")]
workflows actionlint="": _venv
    zizmor --offline --quiet --config .github/zizmor.yml .github
    {{ if actionlint == "" { "" } else { ".ci/need go" } }}
    {{ if actionlint == "" { "" } else { "go run github.com/rhysd/actionlint/cmd/actionlint@v1.7.12" } }}

# Write the licences of all code in each file that is shipped compiled, in licences/
[group("lints")]
licences *options:
    python3 .ci/components.py licences {{ options }}

# ---- the site --------------------------------------------------------------------------------------------------------------

# Build the documentation site, site/dist; without a network once its packages are installed
[group("site")]
site: javascript (_packages "site")
    cargo xtask pages
    python site/python_pages.py
    .ci/npm --prefix site run --silent build

# Check each link of the site, each kind of page in Chromium (accessible, in both themes, on a phone, without other hosts), and the
# playground as a person uses it
[group("site")]
check-site: site _command
    .ci/need chromium
    .ci/npm --prefix site run --silent types
    .ci/npm --prefix site run --silent test

# Measure the playground: bytes, the time to the first verdict, our work in a keystroke
[group("site")]
measure-playground: site
    .ci/need chromium
    .ci/npm --prefix site run --silent playground:measure

# ---- checks of the tests ---------------------------------------------------------------------------------------------------

# Compare the public API of the Rust crates and the Python package with the listings in api/
[group("proof")]
check-api:
    cargo xtask api --check

# Check that a test runs every line of the core that tests/unreached.json does not explain
[group("proof")]
coverage: _venv (_tool "cargo-llvm-cov@0.9.1")
    .ci/need llvm
    mkdir -p target/proof
    LLVM_COV=$(.ci/llvm)/llvm-cov LLVM_PROFDATA=$(.ci/llvm)/llvm-profdata RUSTC_BOOTSTRAP=1 \
        cargo llvm-cov --locked --package aicc-core --package conformance --tests --branch --lcov --output-path target/proof/coverage.lcov
    python .ci/coverage.py target/proof/coverage.lcov

# Compare the public API with that of the last release, and check that the version grows enough
[group("proof")]
semver: (_tool "cargo-semver-checks@0.51.0")
    .ci/semver

# Compile every crate with the oldest Rust that Cargo.toml promises; needs rustup with a network
[group("proof")]
oldest-rust:
    .ci/oldest-rust

# Change each line of the core in turn, and check that a test fails; takes hours
[group("proof")]
[arg("part", long)]
mutants part="0/1": (_tool "cargo-mutants@27.1.0")
    #!/usr/bin/env bash
    set -uo pipefail
    mkdir -p target/mutants
    cargo mutants --output target/mutants --gitignore=true --no-shuffle --sharding=round-robin --shard {{ part }} \
        --package aicc-core --test-package aicc-core --test-package conformance
    status=$?
    # 2 is a missed mutant, 3 a mutant that timed out: a test has noticed that one. One number cannot say both.
    ((status == 2 || status == 3)) || exit $status
    [[ ! -s target/mutants/mutants.out/missed.txt ]] || {
        echo "no test notices these mutants:" && cat target/mutants/mutants.out/missed.txt
        exit 1
    }

# Add a made-up interface to a copy of the repository, and run its tests; `--all` tests Python, Kotlin and Swift too
[group("proof")]
new-interface *options: _venv
    python tests/new_interface/prove.py {{ options }}

# Check the properties in fuzz/ with generated inputs, each target for some seconds after its seeds and regressions
[group("proof")]
[arg("seconds", long)]
fuzz seconds="10": package (_tool "cargo-fuzz@0.13.2")
    python fuzz/run.py --seconds {{ seconds }}

# Link the libraries for Android without the NDK, and check them; --abi: one of them; --ndk builds those of the archive, --packaged checks them
[group("proof")]
android *options:
    .ci/need rust-src
    python3 bindings/android.py {{ options }}

# Build the static file, and run the tests of the command against it
[group("proof")]
static-binary: package binary
    AICC_BINARY=$PWD/target/static/aicc python -m pytest python/tests/test_cli*.py -k "static or binary"

# ---- releases and measurements ---------------------------------------------------------------------------------------------

# Build every artifact of a release that this machine can build, into dist; `--quick wheels` does not optimize, and builds one kind
[group("measure")]
release *options: _venv
    .ci/need rust-src llvm
    python release/build.py {{ options }}

# Install each artifact in dist in a clean place, run the vectors there, and write docs/reference/artifacts.md
[group("measure")]
try-release *options: _venv
    python release/try_release.py {{ options }}

# Build some artifacts of a release in two folders, and compare their bytes
[group("measure")]
reproduce *options: _venv
    .ci/need rust-src llvm
    python release/reproduce.py {{ options }}

# Build the Python package as a release ships it, into target/wheels; with --release as `pip install .` does
[group("measure")]
wheel folder="target/wheels" options="--profile dist --pgo": _venv
    .ci/need llvm
    PATH="$(.ci/llvm):$PATH" maturin build {{ options }} --locked --quiet --target-dir target/wheel --out {{ folder }}

# Build the command as one static file for Linux, target/static/aicc; --quick does not optimize it
[group("measure")]
[arg("quick", long, value="--quick")]
binary quick="":
    .ci/need rust-src llvm
    python3 release/commands.py {{ quick }}

# Compare the speed of aicc with other libraries, in Rust and Python; --quick only shows that it runs
[group("measure")]
[arg("quick", long, value="--quick")]
bench quick="":
    .ci/venv .venv-bench benches/python/requirements.txt
    benches/run.sh {{ quick }}

# Measure the sandbox under load beside json-server, Prism and WireMock, and write docs/explanation/sandbox-load.md; --quick only shows that it runs
[group("measure")]
[arg("quick", long, value="--quick")]
sandbox-load quick="": _venv
    .ci/need maven wrk
    cargo build --locked --quiet --release --package aicc-cli
    python benches/sandbox/load.py {{ quick }}

# Compare the speed of the npm package with ajv, valibot and zod, and write docs/explanation/javascript-speed.md; --quick only shows that it runs
[group("measure")]
[arg("quick", long, value="--quick")]
bench-javascript quick="": javascript (_packages "benches/javascript")
    .ci/npm --prefix benches/javascript run --silent bench -- ../../docs/explanation/javascript-speed.md {{ quick }}

# Measure how the time of a check grows with hostile messages, and write docs/explanation/bounds.md
[group("measure")]
bounds:
    rm -rf benches/results/hostile
    CRITERION_HOME=$PWD/benches/results/hostile cargo bench --quiet --locked --package aicc-bench --bench hostile -- \
        --quiet --noplot --warm-up-time 0.05 --measurement-time 0.1 --sample-size 10 --nresamples 1000
    python3 benches/python/bounds.py --criterion benches/results/hostile --page docs/explanation/bounds.md

# Check that every file has the version of Cargo.toml; `version 0.2.0` writes a version, `version --tag v0.2.0` checks a tag
[group("measure")]
version *arguments:
    python3 .ci/version.py {{ arguments }}

# Write the bill of materials (CycloneDX) of a package of `licences` on a platform: `sbom aicc-cli x86_64-unknown-linux-musl FILE`
[group("measure")]
sbom package target file:
    python3 .ci/components.py sbom {{ package }} {{ target }} {{ file }}

# Print the size of the library for apps, built in several ways, and of the crates in it
[group("measure")]
size:
    python3 bindings/library.py --size

# Print the size of the command as one static file, and of the crates in it
[group("measure")]
command-size:
    .ci/need rust-src llvm
    python3 release/sizes.py

# ---- tools -----------------------------------------------------------------------------------------------------------------

# Installs the npm packages of a folder, where others than those of its lock file are installed.
_packages folder: _venv
    [[ {{ folder }}/node_modules/.package-lock.json -nt {{ folder }}/package-lock.json ]] || \
        .ci/npm --prefix {{ folder }} ci --ignore-scripts --no-audit --no-fund --silent

_venv:
    .ci/venv .venv python/requirements-dev.txt

# For `cargo xtask api`.
_public-api: (_tool "cargo-public-api@0.52.0")

# Installs a cargo tool; returns at once where this version is installed. Without optimization, because building takes longer than
# what the tools do.
_tool crate:
    CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet --locked --debug --root {{ tools }} {{ crate }}
