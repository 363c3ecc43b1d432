# Two commands do everything: `make sandbox` and `make test`. Each makes or updates .venv by itself.

PYTHON ?= $(shell for v in 3.12 3.13 3.11; do p=python$$v; $$p -c 'import sys' >/dev/null 2>&1 && { echo $$p; exit; }; done; echo python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCH_STAMP := $(VENV)/.installed-bench
SPARK_STAMP := $(VENV)/.installed-spark
ARGS ?=
# Tests run side by side; BESIDE= runs them one after the other, as a debugger wants.
BESIDE ?= --numprocesses logical --maxprocesses 8 --dist worksteal

.DEFAULT_GOAL := help
.PHONY: $(shell sed -nE 's/^([a-z-]+):.*/\1/p' $(firstword $(MAKEFILE_LIST)))

help: ## What can be done
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort | expand -t 20

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if (3, 11) <= v < (3, 14) else "Matinee needs Python 3.11, 3.12 or 3.13; this is %d.%d. Name another with: make PYTHON=python3.12 ..." % v[:2])'
	@if command -v uv >/dev/null 2>&1; then \
		{ test -x $(BIN)/python || uv venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV); } && \
		uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[dev]'; \
	else \
		{ test -x $(BIN)/python || $(PYTHON) -m venv $(VENV); } && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'; \
	fi
	@touch $(STAMP)

sandbox: $(STAMP) ## The bot in your browser, no account needed
	@$(BIN)/matinee sandbox $(ARGS)

install: $(STAMP) ## The environment alone, for a server

run: $(STAMP) ## The bot on Telegram, with the token in .env
	@$(BIN)/matinee run $(ARGS)

test: $(STAMP) ## All tests, on every processor
	@$(BIN)/python -m pytest $(BESIDE) $(ARGS)

check: $(STAMP) ## Lint, format, types, import arrows, known holes in dependencies
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python .ci/audit.py

bench: $(STAMP) ## Training time and accuracy tables
	@$(BIN)/python -m benchmarks.speed --only training
	@$(BIN)/matinee evaluate $(ARGS)

$(SPARK_STAMP): $(STAMP)
	@if command -v uv >/dev/null 2>&1; then \
		uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[dev,spark]'; \
	else \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,spark]'; \
	fi
	@touch $(SPARK_STAMP)

spark: $(SPARK_STAMP) ## What `matinee train --engine spark` needs besides Java (450 MB)

$(BENCH_STAMP): $(STAMP)
	@if command -v uv >/dev/null 2>&1; then \
		uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[dev,bench]'; \
	else \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,bench]'; \
	fi
	@touch $(BENCH_STAMP)

bench-accuracy: $(BENCH_STAMP) ## Accuracy of the default against tuned peers
	@$(BIN)/python -m benchmarks.accuracy $(ARGS)

bench-speed: $(BENCH_STAMP) ## Hot paths beside the obvious other way, as ratios; training 32 M ratings takes an hour
	@$(BIN)/python -m benchmarks.speed $(ARGS)

bench-gate: $(STAMP) ## Whether bad trainings are held back, good ones not, and nothing is half done
	@$(BIN)/python -m benchmarks.gate $(ARGS)

bench-ranking: $(STAMP) ## What bolder suggestions cost and bring
	@$(BIN)/python -m benchmarks.ranking $(ARGS)

bench-stars: $(STAMP) ## Predicted stars against tuned peers, and their calibration
	@$(BIN)/python -m benchmarks.stars $(ARGS)

bench-onboarding: $(STAMP) ## What to ask newcomers, strategies compared
	@$(BIN)/python -m benchmarks.onboarding $(ARGS)

bench-groups: $(STAMP) ## How fair lists for groups are
	@$(BIN)/python -m benchmarks.groups $(ARGS)

bench-critiques: $(STAMP) ## Whether critiques move suggestions where they say
	@$(BIN)/python -m benchmarks.critiques $(ARGS)

bench-spark: $(BENCH_STAMP) $(SPARK_STAMP) ## Training in Spark beside implicit's ALS, and how long it takes
	@$(BIN)/python -m benchmarks.spark $(ARGS)

bench-new-films: $(STAMP) ## How well films are served that a model was not trained with
	@$(BIN)/python -m benchmarks.new_films $(ARGS)

bench-crawl: $(STAMP) ## Every button pressed at random, over HTTP
	@$(BIN)/python -m benchmarks.crawl $(ARGS)

bench-storage: $(STAMP) ## SQLite and PostgreSQL: moved there and back, and a turn's time
	@$(BIN)/python -m benchmarks.storage $(ARGS)

bench-reliability: $(STAMP) ## Crashes, faults, load and misuse: what docs/reliability.md tells
	@$(BIN)/python -m benchmarks.reliability $(ARGS)

check-image: $(STAMP) ## The steps of deploy/Dockerfile in an empty Debian, without Docker (as root)
	@$(BIN)/python .ci/image.py

clean: ## Remove the environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
