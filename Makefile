# Two commands are enough: `make demo` makes a film, `make test` runs the tests. Both install what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export HF_HUB_OFFLINE = 1

.PHONY: demo studio test test-slow train-smoke check bench install clean help

help:            ## Show what can be made.
	@grep -E '^[a-z-]+: .*##|^[a-z-]+:  *##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

install: $(STAMP)  ## Install into .venv.

$(STAMP): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "make: needs Python 3.11 or newer (set PYTHON=...)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: $(PYTHON) is too old, needs 3.11 or newer (set PYTHON=...)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[voices,dev]'
	@touch $(STAMP)

demo: $(STAMP)     ## Make the short film, offline, on the CPU.
	$(BIN)/dailies make example:short --yes --out demo

studio: $(STAMP)   ## Open the studio in the browser.
	$(BIN)/dailies studio

test: $(STAMP)     ## Run the tests.
	$(BIN)/python -m pytest -n 2

test-slow: $(STAMP)  ## Run the slow tests too.
	$(BIN)/python -m pytest -n 2 -m slow

train-smoke: $(STAMP)  ## Train every stage of the small camera for some seconds; fails if a loss does not fall.
	rm -rf $(VENV)/train-smoke
	$(BIN)/dailies train smoke --folder $(VENV)/train-smoke

check: $(STAMP)    ## Lint, types, and the schema against the models.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m migrations

bench: $(STAMP)    ## Measure every figure of the README.
	$(BIN)/python -m benchmarks

clean:           ## Remove what was installed and made here.
	rm -rf $(VENV) demo .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
