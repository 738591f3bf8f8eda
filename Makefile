# Videograph: what can be done with this checkout. Each target is one line; `make help` prints them.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --warn-undefined-variables
BIN := .venv/bin
BASE := .venv/.installed-base
READY := .venv/.installed
LOCKED := requirements.lock requirements-voices.txt pyproject.toml extractor/pyproject.toml libraries/embedded-neo4j/pyproject.toml libraries/read-transcripts/pyproject.toml scripts/find-python scripts/install
TESTS := $(BIN)/python -m pytest
# Several files of tests at once, each worker with a Neo4j of its own; named files run one by one.
PARALLEL := -n auto --dist loadfile --no-loadscope-reorder
# The folders or files of a part, unless ARGS names others: collecting all tests takes longer than some parts.
in = $(if $(filter tests/% extractor/%,$(ARGS)),,$(1))
NODE := $(if $(shell command -v npm),, and not node)
ARGS ?=
UPGRADE ?=
MARK ?=
# Without compiled modules on disk each command of a test compiles what it imports: twice the time of its start.
unexport PYTHONDONTWRITEBYTECODE
# Tests leave their Neo4j running for the next run (tests/support/kept_server.py); `make clean` ends it.
export VIDEOGRAPH_TEST_KEEP ?= yes

.PHONY: help demo run install-extract install-llm install-local install-dask install-speech install-youtube install-parquet install-mcp test test-unit test-libraries test-browser test-nightly record lint fmt schema lock bench pictures clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

demo: .venv/.installed-extract ## start Neo4j and the API with eleven talks, and print what to try
	@exec $(BIN)/videograph demo

run: $(BASE) ## start Neo4j and the API on your own graph
	@exec $(BIN)/videograph up

install-extract: .venv/.installed-extract ## install the offline extraction, which imports plain transcripts

install-llm: .venv/.installed-llm ## install the extraction by a language model (`ingest --extractor llm`)

install-local: .venv/.installed-local ## install the same with llama.cpp, which runs a model of a GGUF file

install-dask: .venv/.installed-dask ## install what runs extraction on a Dask cluster

install-speech: .venv/.installed-speech ## install speech recognition, which imports recordings

install-youtube: .venv/.installed-youtube ## install what reads videos of YouTube and other sites (`ingest https://…`)

install-parquet: .venv/.installed-parquet ## install what exports as Parquet need

install-mcp: $(BASE) ## install the tools for agents (`videograph mcp`), which the demo has too

test: $(READY) ## unit and integration tests, against a testcontainer if Docker answers, otherwise an embedded Neo4j
	@$(TESTS) $(PARALLEL) -m "not nightly and not browser$(NODE)" $(ARGS)

test-unit: $(READY) ## the tests that need no database: what to run at each save
	@$(if $(NODE),,tests/page/run)
	@$(TESTS) $(PARALLEL) $(call in,tests/unit extractor/tests) -m "not nightly" $(ARGS)

test-libraries: $(READY) ## the tests of each library, by its own settings; they start a Neo4j
	@for library in libraries/*/; do (export EMBEDDED_NEO4J_CACHE="$${VIDEOGRAPH_CACHE:-$${XDG_CACHE_HOME:-$$HOME/.cache}/videograph}" && cd $$library && $(CURDIR)/$(TESTS) -m "$(or $(MARK),not nightly)" $(ARGS)) || exit 1; done

test-browser: $(READY) ## journeys in a headless Chromium, which must be installed (or VIDEOGRAPH_TEST_CHROMIUM=path)
	@$(TESTS) -m "browser and not nightly" $(call in,tests/browser) $(ARGS)

test-nightly: $(READY) ## what `.ci/nightly` runs beyond the gate, all of it or of the folders in ARGS
	@$(TESTS) -m nightly $(call in,tests extractor/tests) $(ARGS)

record: $(READY) ## write the rows again that unit tests read (tests/data/records), from a live Neo4j
	@VIDEOGRAPH_TEST_RECORD=1 $(TESTS) tests/unit/api tests/integration/api/test_recorded_rows.py $(ARGS)

lint: $(READY) ## format, rules, types, imports, Cypher, the page, freshness of the schema: changes nothing
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/lint

fmt: $(READY) ## format the Python, fix what can be fixed, and write the relationship types into the .cypher files
	@$(BIN)/ruff check --fix --exit-zero --quiet . && $(BIN)/ruff format .
	@$(BIN)/python scripts/relationship_types.py

schema: $(READY) ## write docs/schema.graphql, docs/video-document.schema.json, the drawing of the architecture, the modules in errors.md
	@$(BIN)/videograph schema > .schema.new && mv .schema.new docs/schema.graphql
	@$(BIN)/videograph schema --document > .schema.new && mv .schema.new docs/video-document.schema.json
	@$(BIN)/python scripts/architecture_drawing.py
	@$(BIN)/python scripts/errors_guide.py

lock: $(READY) ## update requirements.lock, and that of the clients, from each pyproject.toml (UPGRADE=1: newest versions)
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.12 --all-extras \
	    --no-emit-package videograph --no-emit-package videograph-extractor --no-emit-package embedded-neo4j --no-emit-package read-transcripts \
	    --generate-hashes --no-emit-index-url --no-header $(if $(UPGRADE),--upgrade) --output-file requirements.lock
	@cd clients/python && ../../$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.12 --all-extras \
	    --group build --group notebook --group langchain --group types \
	    --generate-hashes --no-emit-index-url --no-header $(if $(UPGRADE),--upgrade) --output-file requirements.lock

bench: $(READY) ## measure queries and imports
	@$(BIN)/python -m benchmarks $(ARGS)

pictures: $(READY) ## take new pictures of the page for the guides; needs Chromium and fonts-noto-color-emoji
	@$(BIN)/python scripts/page_pictures.py $(ARGS)

clean: ## end the Neo4j that tests have left, remove .venv, caches and build output; keep the graph and the downloaded jars
	@[ ! -d .test-neo4j ] || $(BIN)/python tests/support/kept_server.py stop
	@rm -rf .test-neo4j .venv .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist scripts/*/node_modules clients/node_modules clients/typescript/dist clients/examples/dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: done once, and again when the lock or the project's own metadata changes. `demo` needs the offline extraction too, `run` the
# base only; what comes later is added to the same .venv. scripts/install touches these files.
$(BASE) .venv/.installed-extract .venv/.installed-llm .venv/.installed-local .venv/.installed-dask .venv/.installed-speech .venv/.installed-youtube .venv/.installed-parquet: .venv/.installed-%: $(LOCKED)
	@scripts/install $*

$(READY): $(LOCKED)
	@scripts/install all
