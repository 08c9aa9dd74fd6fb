# Two commands do everything: `make demo` and `make test`. Both make their own environment first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: help demo test lint check install lock clean
help:
	@echo "make demo   write one issue of the sample digest into out/"
	@echo "make test   run the tests"
	@echo "make check  tests, lint, types, import layers"

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Communiqué needs Python 3.11 or newer; say make PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked dependencies (once, about a minute) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $(STAMP)

install: $(STAMP)

demo: $(STAMP)
	@$(BIN)/communique demo --out out

test: $(STAMP)
	@$(BIN)/python -m pytest

lint: $(STAMP)
	@$(BIN)/ruff check src tests evals benchmarks tools
	@$(BIN)/ruff format --check src tests evals benchmarks tools
	@$(BIN)/mypy src
	@$(BIN)/lint-imports

check: test lint

lock:
	@uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url \
	  --python-version 3.11 -q -o requirements.lock

clean:
	@rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
