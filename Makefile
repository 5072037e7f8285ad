# Two commands do all set-up: `make site` builds the demo briefing, `make test` runs every check.
# Nothing is needed on the machine but Python (with venv) and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORPUS ?=
OUT ?=
FIGURES ?=
SEQUENCES ?= 3000
SIZES ?= 100,1000
ROUNDS ?= 5
PARTS ?= clean,jobs,changes,serve,growth
SOURCES := $(shell find generator -name '*.py')
LOCK := uv pip compile --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --quiet -p 3.11

.PHONY: site test lint accuracy laws bench lock clean
.DELETE_ON_ERROR:

site: $(VENV)/.compiled
	$(BIN)/briefbook build

# As many processes as processors, each with one tuned thread: the tests start several programs of their own.
test: export OPENBLAS_NUM_THREADS ?= 1
test: $(VENV)/.dev
	$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n auto

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

accuracy: $(VENV)/.dev
	$(BIN)/python -m tests.accuracy.score $(CORPUS) $(if $(OUT),--out $(OUT)) $(if $(FIGURES),--figures $$(date -u +%F))

# A plain `make test` tries the same 120 sequences of edits each time; this tries thousands of others.
laws: $(VENV)/.dev
	LAWS=$(SEQUENCES) $(BIN)/pytest tests/laws

# Beside spaCy alone and other generators, which it installs into .cache/bench; writes BENCHMARKS.md.
bench: $(VENV)/.dev $(VENV)/.compiled
	$(BIN)/python -m tests.bench --sizes $(SIZES) --rounds $(ROUNDS) --parts $(PARTS) --date $$(date -u +%F)

# The locks carry hashes and no address, so any index that serves the same bytes will do.
lock:
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --group build -o requirements-build.txt
	$(LOCK) pyproject.toml --group dev -c requirements.txt -c requirements-build.txt -o requirements-dev.txt

clean:
	rm -rf public .cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# pip compiles what it installs, but not what stays where it is; and under PYTHONDONTWRITEBYTECODE, as containers have
# it, every run would compile the program again, which takes as long as half of what an edit costs.
$(VENV)/.compiled: $(SOURCES) $(VENV)/.run
	$(BIN)/python -m compileall -q generator
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
