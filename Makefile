# Two commands for people: `make run` and `make test`. Everything else is a part of them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test acceptance lock clean

run: $(VENV)/.installed
	@$(BIN)/leitmotiv run

test: $(VENV)/.installed-dev
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/pytest

# Outside judges: browsers, checkers. Installs what it needs by name, as root on Debian.
acceptance: $(VENV)/.installed-dev
	@tests/acceptance/run

# pip installs exactly what the lock file pins, hashes checked; then the program itself, in place.
$(VENV)/.installed: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing the pinned dependencies into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q pipeline
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Needs uv. Run it after changing a dependency in pyproject.toml.
lock:
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra semantic --group build --no-annotate --no-header pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra semantic --group build --group dev --no-annotate --no-header pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) private site/* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
