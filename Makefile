# Everything a fresh clone needs. Requires Python 3.11 or later, make and a package index.
PYTHON ?= python3
STACK ?= fr-scaleway
PROFILE ?= fr-only
BIN := .venv/bin
# An installation is redone when the lock or the project's metadata changes.
INSTALLED := .venv/installed

.PHONY: help rehearse test lint types contracts check lock golden atlas schemas bench clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

$(INSTALLED): requirements/uv.txt requirements/dev.txt pyproject.toml
	@echo "Setting up .venv (once) ..." >&2
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Bailiwick needs Python 3.11 or later, this is " + sys.version.split()[0] + "; say make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/uv.txt
	@$(BIN)/uv pip sync --quiet --require-hashes --compile-bytecode --python $(BIN)/python requirements/dev.txt
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python --editable .
	@touch $@

rehearse: $(INSTALLED) ## rehearse the stack fr-scaleway (or STACK=...) under the policy pack, offline
	@$(BIN)/bailiwick rehearse $(STACK) --policy-pack policies --policy-pack-config policies/config/$(PROFILE).json

test: $(INSTALLED) ## run the tests
	@$(BIN)/pytest -n auto

lint: $(INSTALLED) ## style and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(INSTALLED) ## static types
	@$(BIN)/mypy

contracts: $(INSTALLED) ## which module may import which
	@$(BIN)/lint-imports --no-cache

check: lint types contracts test ## all of the above

golden: $(INSTALLED) ## rewrite the golden files from what the code prints now; review the diff
	@BAILIWICK_UPDATE_GOLDEN=1 $(BIN)/pytest -q -n auto

atlas: $(INSTALLED) ## derive the table of resource types from the installed SDKs anew
	@$(BIN)/python -m bailiwick.atlas.derive

schemas: $(INSTALLED) ## write the JSON Schemas and the generated parts of the documentation anew
	@$(BIN)/python -m bailiwick.platform.schema > schemas/stack.schema.json.new
	@mv schemas/stack.schema.json.new schemas/stack.schema.json
	@$(BIN)/python -m bailiwick.datamap.schema > schemas/dataflows.schema.json.new
	@mv schemas/dataflows.schema.json.new schemas/dataflows.schema.json
	@$(BIN)/python -m bailiwick.datamap.rule_page > docs/datamap/rules.md
	@$(BIN)/python -m bailiwick.component_pages docs/components
	@$(BIN)/python -m bailiwick.conformance.rule_page > docs/datamap/conformance.md

lock: $(INSTALLED) ## resolve the dependencies anew, with hashes and without index addresses
	@$(BIN)/uv pip compile --quiet pyproject.toml --all-extras --group dev --generate-hashes --no-emit-index-url \
		--no-emit-find-links --universal --python-version 3.11 --custom-compile-command 'make lock' --output-file requirements/dev.txt
	@echo uv | $(BIN)/uv pip compile --quiet - --constraint requirements/dev.txt --generate-hashes --no-emit-index-url \
		--no-emit-find-links --universal --python-version 3.11 --no-annotate --custom-compile-command 'make lock' --output-file requirements/uv.txt

bench: $(INSTALLED) ## measure; the table belongs in docs/benchmarks.md
	@$(BIN)/python benchmarks/rehearsal.py
	@$(BIN)/python benchmarks/policies.py
	@$(BIN)/python benchmarks/datamap.py
	@$(BIN)/python benchmarks/imports.py
	@$(BIN)/python benchmarks/critical_path.py

clean: ## remove what make created
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
