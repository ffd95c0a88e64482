# Everything one does with this repository. `make` alone says what there is.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Where the tools of development are installed already, they stay installed.
HERE := $(if $(wildcard $(VENV)/requirements-dev.installed),requirements-dev,requirements)
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet
export PORT ?= 8000

.PHONY: help run test check look image lock clean

help:
	@echo "make run     the site on this machine, with made-up data (PORT=8000)"
	@echo "make test    the tests (ALL=1: nothing may be missing, and every page in every state)"
	@echo "make check   lint, types, who may import whom, templates, settings"
	@echo "make look    a picture of every page (LOOK_DIR= says where)"
	@echo "make image   the Dockerfile's commands in a bare Debian folder (root, debootstrap)"
	@echo "make lock    writes the lock files anew from pyproject.toml"
	@echo "make clean   removes what was installed and made here, the data in var/ apart"

run: $(VENV)/$(HERE).installed
	@DEMO=1 exec $(BIN)/python -m imroc_ei.serving.embedded

test: $(VENV)/requirements-dev.installed
	@exec $(BIN)/python -m tests.rig.run

check: $(VENV)/requirements-dev.installed
	@exec $(BIN)/python -m tests.rig.check

look: $(VENV)/requirements-dev.installed
	@exec $(BIN)/python -m tests.rig.look

image: $(VENV)/requirements-dev.installed
	@exec $(BIN)/python -m tests.rig.image

lock: $(VENV)/requirements-dev.installed
	$(COMPILE) --output-file requirements.lock >/dev/null
	$(COMPILE) --group dev --output-file requirements-dev.lock >/dev/null

clean:
	rm -rf $(VENV) var/static var/log .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/%.installed: %.lock $(BIN)/uv
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes $<
	@touch $@

# The version that requirements-dev.lock names, with its hashes.
$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else \
		"Python 3.11 or newer is needed, and $(PYTHON) is " + sys.version.split()[0] + \
		". Say which to take: make run PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)
	@awk '/^uv==/ {on=1} on {print} on && !/\\$$/ {exit}' requirements-dev.lock > $(VENV)/uv.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check \
		--require-hashes --requirement $(VENV)/uv.txt
