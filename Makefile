# dragoman: two commands on a fresh machine (Python 3.11+ and make).
#   make demo    sets everything up, reads the example pages into demo.db and prints what it found
#   make test    sets up what is missing and runs all tests

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SHARED ?= ../shared

.PHONY: help setup dev demo test test-slow check format lock docs docs-reference bench bench-article bench-reading bench-events \
	bench-quotes bench-parse bench-knowledge bench-times bench-ledger bench-links bench-tags bench-speed bench-web bench-scale clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 16

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "dragoman needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Use: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: requirements/base.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/base.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.slow: requirements/slow.txt $(VENV)/.dev
	$(PIP) install --require-hashes -r requirements/slow.txt
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

setup: $(VENV)/.base  ## make .venv with everything that dragoman needs to run

dev: $(VENV)/.dev  ## the same with what tests and checks need

demo: setup  ## read the example pages into demo.db and print what was found
	$(BIN)/dragoman read examples/pages --ledger demo.db

test: dev  ## all tests but the slow ones
	$(BIN)/python -m pytest

test-slow: $(VENV)/.slow  ## kills, cluster, load, clean installs
	$(BIN)/python -m pytest -m "slow or cluster"

check: dev  ## format, lint, types, layers, sizes
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_sizes.py
	$(BIN)/zensical build --strict

format: dev  ## format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: dev  ## build the documentation into build/site
	$(BIN)/zensical build --strict

docs-reference: dev  ## write the pages that follow from the program
	$(BIN)/python -m tools.docs.write_reference
	$(BIN)/dragoman export --codebook > docs/codebook.md
	$(BIN)/python tools/release_files.py

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
	pyproject.toml requirements/build.in

lock:  ## write requirements/*.txt anew (needs uv); slow.txt first: it is the widest
	$(LOCK) --extra test --extra dev --extra scale --extra s3 --extra notebook --extra frames -o requirements/slow.txt
	$(LOCK) -c requirements/slow.txt -o requirements/base.txt
	$(LOCK) --extra test --extra dev -c requirements/slow.txt -o requirements/dev.txt
	$(LOCK) --extra bench -c requirements/dev.txt -o requirements/bench.txt

bench: $(VENV)/.bench $(VENV)/.slow  ## run all benches and write docs/figures.md
	$(BIN)/python bench/figures.py --shared $(SHARED)
	$(BIN)/python tools/readme_figures.py

bench-reading: dev  ## records of the annotated documents
	$(BIN)/python bench/reading.py --shared $(SHARED)

bench-events: dev  ## PLOVER events of single sentences
	$(BIN)/python bench/events.py --shared $(SHARED)

bench-quotes: dev  ## quotations and their speakers
	$(BIN)/python bench/quotes.py --shared $(SHARED)

bench-article: $(VENV)/.bench  ## articles of web pages and of damaged text
	$(BIN)/python bench/article.py --shared $(SHARED)

bench-parse: dev  ## words, syntax, names
	$(BIN)/python bench/parse.py --shared $(SHARED)

bench-knowledge: dev  ## office-holders by date
	$(BIN)/python bench/knowledge.py --shared $(SHARED)

bench-ledger: dev  ## 10,000 and 100,000 generated records
	$(BIN)/python bench/ledger.py

bench-links: dev  ## which reports of the annotated documents are joined
	$(BIN)/python bench/links.py --shared $(SHARED)

bench-tags: dev  ## the model's learned tags
	$(BIN)/python bench/tags.py --shared $(SHARED)

bench-speed: $(VENV)/.bench  ## stages of reading, and an ordinary crawl beside trafilatura
	$(BIN)/python bench/reading.py --shared $(SHARED) --speed --crawl

bench-web: dev  ## the site over 100,000 generated records
	$(BIN)/python bench/web.py

bench-scale: $(VENV)/.bench $(VENV)/.slow  ## from a generated web archive to Parquet
	$(BIN)/python bench/scale.py

bench-times: dev  ## dates and durations
	$(BIN)/python bench/times.py --shared $(SHARED)

clean:  ## remove the environment and what tests left
	rm -rf $(VENV) build dist demo.db demo.db-wal demo.db-shm .mypy_cache .ruff_cache .pytest_cache .hypothesis
