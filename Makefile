# What a person needs: `make site`, `make serve`, `make test`. Everything is set up on first use, from locks with hashes.
#
#   make site    from nothing to site/            make check    judge our own content, strictly
#   make serve   the live preview                 make golden   write the expected outputs of tests/cases/sites anew
#   make test    from nothing to a verdict        make format   format and mend what can be mended
#   make bench   measure                          make lock     choose versions anew (needs uv)
#
# Options of the commands go into ARGS:  make site ARGS="--strict --base-url https://example.org"

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input
SITE_READY := $(VENV)/ready-site
TEST_READY := $(VENV)/ready-test
BROWSER_READY := $(VENV)/ready-browser

# Bytecode halves the time every command takes to start; some machines switch it off for all.
unexport PYTHONDONTWRITEBYTECODE
# A user's own packages must not stand in for the locked ones.
export PYTHONNOUSERSITE := 1
unexport PYTHONPATH

.DEFAULT_GOAL := site
.PHONY: help site serve test own check bench golden format lint types clean lock
.SUFFIXES:

help:
	@sed -n '/^#   make/s/^#   //p; /^# Options/s/^# //p' Makefile

site: $(SITE_READY)
	@$(BIN)/python build.py build $(ARGS)

serve: $(SITE_READY)
	@$(BIN)/python build.py serve $(ARGS)

# Everything is run whatever failed before it; the tests come last, so that their summary ends the output.
test: $(TEST_READY) $(BROWSER_READY)
	@failed=; \
	for step in lint types own; do $(MAKE) --no-print-directory $$step || failed="$$failed $$step"; done; \
	$(BIN)/python -m pytest -n auto -q $(ARGS) </dev/null || failed="$$failed tests"; \
	if [ -n "$$failed" ]; then echo "failed:$$failed" >&2; exit 1; fi

own: $(TEST_READY)
	@$(BIN)/python build.py check --strict

lint: $(TEST_READY)
	@$(BIN)/ruff format --check --quiet . || { echo "some files are not formatted: run \`make format\`" >&2; exit 1; }
	@$(BIN)/ruff check --quiet .

types: $(TEST_READY)
	@$(BIN)/mypy --no-error-summary

check: $(SITE_READY)
	@$(BIN)/python build.py check --strict $(ARGS)

bench: $(TEST_READY)
	@$(BIN)/python -m bench $(ARGS)

golden: $(TEST_READY)
	@$(BIN)/python -m tests.golden $(ARGS)

format: $(TEST_READY)
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --fix --quiet .

clean:
	rm -rf site .site.exposit-* .exposit .pytest_cache .mypy_cache .ruff_cache .hypothesis

# --no-config: a machine's own index must not leave its name in the locks.
COMPILE := compile --no-config --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
           --custom-compile-command "make lock" pyproject.toml
UV ?= uv
lock:
	$(UV) pip $(COMPILE) --group build --upgrade --output-file requirements.lock
	$(UV) pip $(COMPILE) --group build --group dev --upgrade --output-file requirements-dev.lock

# ---- set-up: each stamp is newer than what it was made from, so a second run does nothing ----

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Exposit needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 3; }
	@echo "setting up $(VENV) ..." >&2
	@$(PYTHON) -m venv $(VENV)

# The back-end is in the lock too, so that our own installation fetches nothing that has no hash.
# --no-compile: of the libraries' thousands of modules few are ever loaded; each is compiled when it first is.
define install
	@$(PIP) install --no-compile --require-hashes -r $(1)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q exposit
	@touch $@
endef

$(SITE_READY): requirements.lock pyproject.toml | $(BIN)/python
	$(call install,requirements.lock)

$(TEST_READY): requirements-dev.lock pyproject.toml | $(BIN)/python
	$(call install,requirements-dev.lock)
	@touch $(SITE_READY)

$(BROWSER_READY): tests/browser/install.sh $(TEST_READY)
	@sh tests/browser/install.sh $(BIN)/python
	@touch $@
