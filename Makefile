# Two commands on a fresh machine: `make demo` and `make test`. Both set up .venv first.

PYTHON ?= python3
VENV ?= .venv
# Another package index for PyTorch; empty means the usual one. On a Linux machine without
# a GPU, the CPU build saves about 3 GB:
#   make demo TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
DISTRIBUTIONS := -e ".[torch]" -e plugins/collections -e plugins/dcgan -e plugins/lstm
MANIFESTS := pyproject.toml constraints.txt $(wildcard plugins/*/pyproject.toml)
# Community plugins: only for who develops, and never needed by the core. Their
# conformance runs in a workflow of its own, one job a plugin; here `make test-long` does.
CONTRIB := $(patsubst %/pyproject.toml,-e %,$(wildcard contrib/*/pyproject.toml))

# Minutes, and hours on one core; those that need the real works read ATHENA_TEST_DATA.
BENCHES := startup plugin_imports gallery_index painter_speed poet_speed poet_against_peers
BENCHES_LONG := painter_seeds poet_blocked poet_same_seed poet_vocabulary painter_quality painter_ablation near_copies

# What `make dist` builds, and where; `pip install --no-index --find-links dist NAME`
# takes that folder for an index.
FOLDERS ?= . $(patsubst %/,%,$(dir $(wildcard plugins/*/pyproject.toml contrib/*/pyproject.toml)))
DIST ?= dist

.PHONY: demo test test-long lint format bench bench-long docs dist clean

demo: $(VENV)/installed
	$(BIN)/athena demo

test: $(VENV)/developing
	$(BIN)/python -m pytest --ignore-glob='contrib/*/tests/test_conformance.py'

test-long: $(VENV)/developing
	ATHENA_LONG=1 $(BIN)/python -m pytest

lint: $(VENV)/developing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy conftest.py athena_core plugins/*/src plugins/*/tests contrib/*/src contrib/*/tests tests benchmarks
	$(BIN)/lint-imports

format: $(VENV)/developing
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/developing
	@for bench in $(BENCHES); do echo "== $$bench"; $(BIN)/python benchmarks/$$bench.py || exit 1; done

bench-long: $(VENV)/developing
	@for bench in $(BENCHES_LONG); do echo "== $$bench"; $(BIN)/python benchmarks/$$bench.py || exit 1; done

docs: $(VENV)/developing
	$(BIN)/python -m pytest tests/repo/test_docs.py tests/repo/test_readme.py

dist: $(VENV)/developing
	rm -rf "$(DIST)"
	@for folder in $(FOLDERS); do echo "== $$folder"; \
	  (cd "$$folder" && "$(abspath $(BIN))/python" -m hatchling build -d "$(abspath $(DIST))") || exit 1; done

clean:
	rm -rf $(VENV) build dist

$(VENV)/python:
	$(PYTHON) -c 'import sys; sys.exit("Athena needs Python 3.11 or newer: make PYTHON=python3.11 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade 'pip>=25.1'
	touch $@

$(VENV)/installed: $(VENV)/python $(MANIFESTS)
	@echo "Installing Athena into $(VENV): PyTorch is most of it, some minutes the first time."
	@# only torch from there: its other dependencies come from the usual index, as pinned
	$(if $(TORCH_INDEX),$(PIP) -c constraints.txt --no-deps --index-url $(TORCH_INDEX) torch)
	$(PIP) -c constraints.txt $(DISTRIBUTIONS)
	touch $@

$(VENV)/developing: $(VENV)/installed $(wildcard contrib/*/pyproject.toml)
	$(PIP) -c constraints.txt --group dev $(CONTRIB)
	touch $@
