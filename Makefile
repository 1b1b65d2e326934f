# Everything a person or a machine does with this project. `make help` lists it.
# Needs Python 3.11 or later, make and git; everything else goes into .venv on the first run.

GROUP ?= japan-korea-us
OUT ?= out
WORKSPACE ?= $(CURDIR)/.workspace
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL_SELF := $(PIP) install --no-deps --no-build-isolation --editable .

export PYTHONUTF8 := 1
export MPLBACKEND := Agg

.DEFAULT_GOAL := help
.PHONY: help brief test lint types layers bench docs kept lock hooks clean chromium

help: ## List what can be made
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

brief: $(VENV)/base.stamp ## Set everything up and write the brief on Japan, Korea and the US (GROUP=… for another; OUT=folder)
	@$(BIN)/minilateral --workspace "$(WORKSPACE)" brief "$(GROUP)" --out "$(OUT)"

test: $(VENV)/dev.stamp chromium ## Set everything up and run all tests (ARGS=… goes to pytest)
	@$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/dev.stamp ## Style of the code and direction of its imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

types: $(VENV)/dev.stamp ## Types of the package, strictly
	@$(BIN)/mypy

bench: $(VENV)/dev.stamp ## Measure speed and memory; rewrites bench/RESULTS.md
	@$(BIN)/python bench/run.py

docs: $(VENV)/dev.stamp ## Write the generated pages and build the site into site/
	@$(BIN)/python docs/generate.py
	@NO_MKDOCS_2_WARNING=true $(BIN)/mkdocs build --strict --quiet

kept: $(VENV)/dev.stamp ## Compute anew what the first brief of each shipped group would wait for
	@$(BIN)/python bench/keep.py

lock: ## Compile requirements/*.txt anew (needs uv)
	@cd requirements && for name in base dev; do \
	  uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 \
	    --custom-compile-command "make lock" --quiet $$(test $$name = dev && echo "--extra dev --constraint base.txt") \
	    ../pyproject.toml build.in --output-file $$name.txt || exit 1; done

hooks: $(VENV)/dev.stamp ## Run the checks of CI before each of your commits
	@$(BIN)/pre-commit install

clean: ## Remove everything that was made here, .venv included
	@rm -rf $(VENV) .workspace out site build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find src tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} +

# Browser tests need Chromium. Where it can be installed without asking anybody, it is; elsewhere they skip and say so.
chromium:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null 2>&1 && exit 0; done; \
	if command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then \
	  echo "installing chromium for the browser tests"; \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 \
	    || echo "chromium could not be installed; browser tests will skip"; \
	elif command -v apt-get >/dev/null 2>&1 && sudo -n true 2>/dev/null; then \
	  echo "installing chromium for the browser tests"; \
	  { sudo -n apt-get update -qq && sudo -n apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 \
	    || echo "chromium could not be installed; browser tests will skip"; \
	else echo "no chromium, and no right to install it with apt-get; browser tests will skip"; fi

# Set-up is done once and again when what it was made from changes.
$(BIN)/python:
	@for name in $(PYTHON) python3.11 python3.12 python3.13 python3.14 python3 python; do \
	  "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { \
	    echo "setting up $(VENV) with $$("$$name" --version)"; exec "$$name" -m venv --clear $(VENV); }; done; \
	echo "no Python 3.11 or later found; install one, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1

$(VENV)/base.stamp: requirements/base.txt pyproject.toml | $(BIN)/python
	@echo "installing what a brief needs"
	@$(PIP) install --require-hashes --requirement requirements/base.txt
	@$(INSTALL_SELF)
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "installing what the tests need"
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@$(INSTALL_SELF)
	@touch $@ $(VENV)/base.stamp
