# Everything happens in $(VENV), which make builds on first use. `make help` lists the targets.
#
#   PYTHON=/usr/bin/python3.12   the Python that the environment is built from
#   VENV=../venv                 where the environment lies
#   ARGS="-k merge -x"           what `make test` hands to pytest
#   JOBS=0                       how many processes run the tests; 0 is this one alone

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV ?= .venv
ARGS ?=
JOBS ?= auto
N ?= 10000
SECONDS ?=
SEED ?=
PYTHON ?= $(shell .ci/find-python)
BIN := $(VENV)/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check
LOWEST := $(VENV)-lowest
STAMP := $(VENV)/.stamp
# The examples of one page build on each other, so a file stays in one process.
PYTEST = -m pytest --numprocesses $(JOBS) --dist loadfile $(ARGS)

BASE := examples/oem/base.ign
PLATFORM := examples/oem/platform.ign
USER_CONFIG := examples/user.ign
DEFAULT := examples/oem/default.ign

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' \
		| awk -F'|' '{printf "  make %-16s %s\n", $$1, $$2}'

# --- The environment: a stamp for each set of packages, renewed when pyproject.toml changes ---

$(STAMP)-venv:
	@test -n "$(PYTHON)"
	@echo "building $(VENV) with $$($(PYTHON) --version)" >&2
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade 'pip>=25.1'
	@touch $@

$(STAMP)-package: pyproject.toml $(STAMP)-venv
	$(PIP) install --editable .
	@touch $@

$(STAMP)-test: pyproject.toml $(STAMP)-venv
	$(PIP) install --editable '.[fetch,s3,tftp,testing]' --group test --group stores
	@touch $@ $(STAMP)-package

$(STAMP)-lint $(STAMP)-docs $(STAMP)-bench: $(STAMP)-%: pyproject.toml $(STAMP)-test
	$(PIP) install --group $*
	@touch $@

$(STAMP)-types: pyproject.toml $(STAMP)-docs
	$(PIP) install --group types
	@touch $@

# --- The two commands of the README ---

.PHONY: demo
demo: $(STAMP)-package ## Compose the example layers; show the result and what came from where
	$(BIN)/ignition-compose compose --base $(BASE) --base $(PLATFORM) --user $(USER_CONFIG) --default $(DEFAULT) --pretty --summary

.PHONY: test
test: $(STAMP)-test ## Run all tests (ARGS="-k merge" for some of them)
	$(PY) $(PYTEST)

# --- Everything at once ---

# Cheap checks come first, slow tests last.
CHECKS := environment lint check-generated types docs check-wheel tools check-tests check-hostile check-program \
	check-conformance check-fuzz check-lowest
# A file that gets a line for each of them.
TIMES ?= /dev/null

.PHONY: check
check: export HYPOTHESIS_PROFILE ?= ci
# What a checkout can have must be there. The corpus lies beside some, and where it does it must be read.
check: export IGNITION_COMPOSE_REQUIRE_REFERENCE ?= $(if $(wildcard ../shared/corpus),1,reference program checkers)
check: $(CHECKS:%=timed-%) ## All that a change must pass (--keep-going for every failure; as root it installs C libraries)

timed-%:
	@printf '\n=== %s\n' '$*'
	@begun=$$(date +%s); outcome=; $(MAKE) --no-print-directory $* || outcome=' failed'; \
		printf '%5d s  %s%s\n' $$(($$(date +%s) - begun)) '$*' "$$outcome" | tee -a '$(TIMES)'; test -z "$$outcome"

.PHONY: environment
environment: $(STAMP)-lint $(STAMP)-types ## Install all that the checks need

.PHONY: tools
tools: $(STAMP)-test ## Find or install what the reference is built with, and build it
	.ci/install-tools $(PY)

.PHONY: check-tests check-hostile check-program check-conformance check-fuzz check-lowest
check-tests: ARGS := --cov -m "not program" --ignore=tests/hostile
check-tests: test
# Attacks are processes of their own for the most part, which are watched from outside.
check-hostile: ARGS := tests/hostile
check-hostile: test
check-program: ARGS := -m program tests
check-program: test
check-conformance: N := 50000
check-conformance: SECONDS := 30
check-conformance: conformance
check-fuzz: SECONDS := 120
check-fuzz: fuzz
# What speaks with the reference does so above, and what takes long is measured there: other versions of the packages
# change nothing in either.
check-lowest: ARGS := -m "not reference and not slow" tests/unit tests/properties tests/cli ignition_compose
check-lowest: test-lowest

# --- The checks one by one ---

.PHONY: test-lowest
test-lowest: ## Run all tests with the lowest versions that pyproject.toml allows
	@test -d $(LOWEST) || $(PYTHON) -m venv $(LOWEST)
	$(LOWEST)/bin/python .ci/lowest.py test > $(LOWEST)/constraints.txt
	$(LOWEST)/bin/python -m pip --quiet --disable-pip-version-check install --upgrade 'pip>=25.1'
	$(LOWEST)/bin/python -m pip --quiet --disable-pip-version-check install \
		--constraint $(LOWEST)/constraints.txt --editable '.[fetch,tftp,testing]' --group test
	$(LOWEST)/bin/python $(PYTEST)

.PHONY: lint
lint: $(STAMP)-lint ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: format
format: $(STAMP)-lint ## Mend style and format where the tool can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: types
types: $(STAMP)-types ## Check types, strictly
	$(BIN)/mypy

.PHONY: docs
docs: $(STAMP)-docs ## Build the documentation site; any warning fails
	$(PY) -m sphinx --fresh-env --nitpicky --fail-on-warning --keep-going --quiet docs docs/_build/html
	@echo "the site is in docs/_build/html"

.PHONY: schemas
schemas: $(STAMP)-package ## Write the JSON Schemas anew from the models
	$(PY) -m ignition_compose.checks.schemas --write schemas

.PHONY: stubs
stubs: $(STAMP)-package ## Write the stub of the typed models anew from their description
	$(PY) .ci/stubs.py

.PHONY: check-generated
check-generated: $(STAMP)-package ## Fail when a checked-in file is not what its generator writes
	$(PY) -m ignition_compose.checks.schemas --check schemas
	$(PY) .ci/stubs.py --check

.PHONY: conformance
conformance: $(STAMP)-test ## Compare with the reference at random (needs Go; N=100000 SECONDS=60 SEED=1)
	$(PY) -m tests.oracle.campaign $(N) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))
	$(PY) -m tests.oracle.legacy_campaign $(N) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))
	$(PY) -m tests.oracle.downward $(N) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

.PHONY: fuzz
fuzz: $(STAMP)-test ## Try the public API with strangers' bytes (SECONDS=120 SEED=1)
	$(PY) -m tests.hostile.fuzz $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

.PHONY: vectors
vectors: $(STAMP)-test ## Record the reference's answers anew (needs Go)
	$(PY) -m tests.oracle.record
	$(PY) -m tests.oracle.record_legacy

.PHONY: bench
bench: $(STAMP)-bench ## Measure against the reference, side by side (needs Go; ARGS=--write for the docs)
	$(PY) -m tests.bench $(ARGS)

.PHONY: bench-acts
bench-acts: $(STAMP)-bench ## Time each thing that users do
	$(PY) -m pytest tests/bench --benchmark-only --benchmark-columns=median,min,iqr,rounds --benchmark-sort=name $(ARGS)

.PHONY: wheel
wheel: $(STAMP)-venv ## Build the wheel into dist/
	$(PIP) wheel --no-deps --wheel-dir dist .

.PHONY: check-wheel
check-wheel: $(STAMP)-venv ## Install the wheel away from the checkout and use it
	.ci/check-wheel $(PY)

.PHONY: clean
clean: ## Remove the environments and everything built
	rm -rf $(VENV) $(LOWEST) build dist docs/_build docs/reference/{cli,codes,fields,releases}.md \
		.coverage .coverage.* htmlcov .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
