# Needs Python 3.11 or later and a C compiler (for the optional durable engine); everything else is put into .venv.

VENV := .venv
PY := $(VENV)/bin/python
LOG := $(VENV)/set-up.log
CONSTRAINTS := constraints.txt
WORKERS ?= 2
RUNS ?= 1000000
comma := ,
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Python 3.11 and 3.12 come first: durable-rules does not run on later ones. A name on the PATH may be a shim
# of a version manager with nothing behind it, so each candidate is run, and must bring venv and pip along.
CANDIDATES := python3.12 python3.11 python3 python python3.13 python3.14
USABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in $(CANDIDATES); do "$$p" -c '$(USABLE)' >/dev/null 2>&1 && echo "$$p" && break; done)

# An environment that no longer runs (its Python was removed) is set up again.
ifneq ($(wildcard $(VENV)),)
ifneq ($(shell $(PY) -c 'import sys, pip; print(sys.version_info >= (3, 11))' 2>/dev/null),True)
$(shell rm -f $(VENV)/.stamp-*)
endif
endif

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench fuzz memory equal mutation mutation-code coverage-law wheel newest floor renew clean

help:
	@echo 'make demo   set up .venv and assess an example project, in Chinese and in English'
	@echo 'make test   run the tests'
	@echo 'make lint   ruff, mypy and the linter of the rules'
	@echo 'make bench  measure the budgets (FULL=1: the long ones, too; ONLY=run: one group)'
	@echo 'make fuzz   200,000 assessments with durable-rules: none may crash, differ or leave memory behind; then all'
	@echo '            that reads files, guided by coverage (TARGETS=project RUNS=100000: one of them, so many inputs)'
	@echo 'make memory 100,000 whole assessments in one process: memory must stay flat'
	@echo 'make equal  50,000 random projects: all engines give the same answers'
	@echo 'make mutation  change the rules one at a time and see whether the cases notice'
	@echo 'make mutation-code  the same with the code that counts days and judges (a long run)'
	@echo 'make coverage-law  compare the figures of the rules with those of the legal texts, where these are at hand'
	@echo 'make wheel  build the source archive and the wheel into dist/'
	@echo 'make newest run the tests with the newest version of everything, in .venv-newest'
	@echo 'make floor  run the tests with exactly the lower bounds of pyproject.toml, in .venv-floor'
	@echo 'make renew  write the newest versions into constraints.txt, from which all is set up'
	@echo 'make clean  remove what builds and test runs left behind (keeps .venv, .venv-newest, .venv-floor)'

# Exit code 1 says that a breach was found, which is an answer and no failure of the demo.
demo: $(VENV)/.stamp-demo
	@$(VENV)/bin/procure-rules assess examples/first-steps.yaml --as-of 2026-09-29 --lang zh || [ $$? -eq 1 ]
	@$(VENV)/bin/procure-rules assess examples/first-steps.yaml --as-of 2026-09-29 --lang en || [ $$? -eq 1 ]

test: $(VENV)/.stamp-dev
	@$(PY) -m pytest -n $(WORKERS) --dist worksteal

lint: $(VENV)/.stamp-dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/procure-rules lint --errors-only

bench: $(VENV)/.stamp-dev
	@$(PY) -m benchmarks $(if $(FULL),--full) $(if $(ONLY),--only $(ONLY))

fuzz: $(VENV)/.stamp-dev
	@$(PY) -W error -m tests.engine.hazards.fuzz
	@$(PY) -c 'import atheris' 2>/dev/null || $(PY) -m pip install --quiet --editable '.[fuzz]' || true
	@if $(PY) -c 'import atheris' 2>/dev/null; then $(PY) -m tests.fuzz $(TARGETS) --runs $(RUNS); \
	  else echo 'Note: atheris could not be installed, so nothing is fuzzed by coverage.'; fi
	@EXAMPLES=50 $(PY) -m pytest -n $(WORKERS) --hypothesis-seed=random tests/properties tests/fuzz

memory: $(VENV)/.stamp-dev
	@$(PY) -W error -m tests.engine.hazards.fuzz --whole --assessments 100000

equal: $(VENV)/.stamp-dev
	@$(PY) -W error -m tests.engine.equal --projects 50000 --rows 0

mutation: $(VENV)/.stamp-dev
	@$(PY) -m tests.mutation.mutate

mutation-code: $(VENV)/.stamp-dev
	@$(PY) -m tests.mutation.code

# The tool that reads the legal texts stands outside of this repository; its exit code says that figures are missing.
LAW_TOOL ?= ../shared/tools/provisions.py

coverage-law: $(VENV)/.stamp-dev
	@if [ ! -f "$(LAW_TOOL)" ]; then \
	  echo "Note: $(LAW_TOOL) is not there, so the rules are not compared with the legal texts."; exit 0; fi; \
	mkdir -p build/law && $(VENV)/bin/procure-rules rules --json >build/law/rules.json \
	  && cp docs/not-encoded.csv build/law/ \
	  && { $(PY) "$(LAW_TOOL)" cover build/law/rules.json >build/law/coverage.txt || [ $$? -eq 1 ]; } \
	  && tail -n 1 build/law/coverage.txt

wheel: $(VENV)/.stamp-dev
	@$(PY) -m build --no-isolation

# Without constraints, in an environment of its own that is made anew each time.
newest:
	@rm -rf .venv-newest
	@$(MAKE) --no-print-directory VENV=.venv-newest CONSTRAINTS= test

# With exactly the lower bounds; old libraries may warn of what newer ones do without.
floor:
	@rm -rf .venv-floor && mkdir -p build
	@$(PYTHON) -m tests.packaging.floor >build/floor.txt
	@$(MAKE) --no-print-directory VENV=.venv-floor CONSTRAINTS=build/floor.txt .venv-floor/.stamp-dev
	@.venv-floor/bin/python -m pytest -n $(WORKERS) -W default $(TESTS)

renew:
	@rm -rf .venv-newest
	@$(MAKE) --no-print-directory VENV=.venv-newest CONSTRAINTS= .venv-newest/.stamp-dev
	@.venv-newest/bin/python -m pip freeze --exclude-editable >.venv-newest/constraints.txt
	@{ echo '# The versions that set-up installs; made by make renew.'; cat .venv-newest/constraints.txt; } >constraints.txt

clean:
	@rm -rf build dist htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -path './.venv*' -prune -o -name __pycache__ -type d -exec rm -rf {} +

# $(call install,WITH,WITHOUT): WITH brings durable-rules, which has to be compiled; where that fails, WITHOUT does the
# rest. The log is shown only when nothing could be installed.
define install
	@echo 'Setting up $(VENV) (once, about a minute) ...'
	@$(PY) -m pip install $(CONSTRAINTS:%=--constraint %) --editable '$(1)' >$(LOG) 2>&1 \
	  || $(PY) -m pip install $(CONSTRAINTS:%=--constraint %) --editable '$(2)' >>$(LOG) 2>&1 \
	  || { cat $(LOG); echo 'Setting up $(VENV) failed; the reason stands above.' >&2; exit 1; }
	@$(PY) -c 'import durable_rules_engine' 2>/dev/null || { \
	  echo 'Note: durable-rules could not be installed. It needs a C compiler, the Python headers and Python 3.11 or 3.12.'; \
	  echo '      The built-in engine draws all conclusions in this version, so nothing is missing. Log: $(LOG)'; }
endef

# The version is asked for once more because PYTHON may have been given by hand.
$(VENV)/.stamp-venv:
	@if [ -z "$(PYTHON)" ] || ! "$(PYTHON)" -c '$(USABLE)' >/dev/null 2>&1; then \
	  echo 'No usable Python found: procure-rules needs Python 3.11 or later with the modules venv and ensurepip' >&2; \
	  echo '(on Debian and Ubuntu: the packages python3 and python3-venv).' >&2; \
	  echo 'Name one with: make PYTHON=/path/to/python3.11 ...' >&2; \
	  exit 1; fi
	@[ "$$($(PY) -c 'import sys, pip; print(sys.version_info >= (3, 11))' 2>/dev/null)" = True ] \
	  || "$(PYTHON)" -m venv --clear $(VENV)
	@touch $@

$(VENV)/.stamp-demo: pyproject.toml $(CONSTRAINTS) $(VENV)/.stamp-venv
	$(call install,.[durable],.)
	@touch $@

$(VENV)/.stamp-dev: pyproject.toml $(CONSTRAINTS) $(VENV)/.stamp-venv
	$(call install,.[all$(comma)dev],.[audit$(comma)bulk$(comma)dev])
	@touch $(VENV)/.stamp-demo $@
