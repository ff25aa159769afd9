# One name for every task: people, the pre-commit hook and .ci/run call the same targets.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test quick check format format-check lint types safety data shapes words colours fonts examples publish site-check bench bench-sight bench-load soak tools clean broken-venv

PORT ?= 8501
SECONDS ?= 3600
WORKERS ?= auto
VENV := .venv
IN_VENV := $(VENV)/bin/python
PIP_INSTALL := $(IN_VENV) -m pip install --disable-pip-version-check --no-input -qq

# With this, memory that an export or a reader's own table needed for a while is given back: glibc
# otherwise keeps it, in an arena for each thread, and so does the allocator that Arrow brings along.
ALLOCATOR := MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072 \
	ARROW_DEFAULT_MEMORY_POOL=system

# Debian's packages that some tests need; what is missing is installed where apt can.
TEST_PACKAGES := chromium fonts-noto-cjk libreoffice-impress nginx-light poppler-utils postgresql

# Prints the Chromium to test with, or nothing where only Playwright's own can serve.
FIND_CHROMIUM := for name in "$$CHROMIUM" chromium chromium-browser google-chrome; do \
	[ -n "$$name" ] && command -v "$$name" && break; done

# All cores at once; what shares something expensive stands side by side (tests/conftest.py).
AT_ONCE := --numprocesses $(WORKERS) --dist worksteal

help: ## list the targets
	@echo "make TARGET, where TARGET is one of"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1~\2/p' Makefile | awk -F'~' '{printf "%-15s%s\n", $$1, $$2}'

run: $(VENV)/installed-run ## start the app on 127.0.0.1 (PORT=8501, PYTHON=a Python 3.11 or newer)
	@echo "The atlas starts at http://127.0.0.1:$(PORT) (Ctrl-C stops it)"
	@exec env $(ALLOCATOR) $(IN_VENV) -m streamlit run serve.py --server.address 127.0.0.1 --server.port $(PORT) \
		--logger.hideWelcomeMessage true

check: format-check lint types safety test ## check the format, lint, types, safety and tests

# Each of many processes would compile the sources again where they may not be kept compiled.
test quick: export PYTHONDONTWRITEBYTECODE :=

test: $(VENV)/installed-dev tools ## run every test, those in a real browser too
	@found=$$($(FIND_CHROMIUM)); unset CHROMIUM; [ -z "$$found" ] || export CHROMIUM="$$found"; \
	exec $(IN_VENV) -m pytest $(AT_ONCE)

quick: $(VENV)/installed-dev ## run the tests that take little time, without browser, office and database
	@exec $(IN_VENV) -m pytest $(AT_ONCE) -m 'not (browser or office or database or long)'

format: $(VENV)/installed-dev ## rewrite the sources in the project's format
	@$(IN_VENV) -m ruff format .

format-check: $(VENV)/installed-dev ## say which sources are not in that format
	@$(IN_VENV) -m ruff format --check --output-format concise .

lint: $(VENV)/installed-dev ## look for faults and habits to avoid
	@$(IN_VENV) -m ruff check .

types: $(VENV)/installed-dev ## check the types
	@$(IN_VENV) -m mypy

# What serves readers has three exemptions, each with its reason in its line. The developers' tools
# start npm, tar, pip-audit and the server, by fixed lists without a shell (B404, B603, B607), and
# ask a server of their own (B310); a soak chooses by chance what it does next, and no secret hangs
# on that (B311).
safety: $(VENV)/installed-dev ## look for unsafe habits, and for known weaknesses of what is used
	@$(IN_VENV) -m bandit --quiet --recursive app.py pages commitments
	@$(IN_VENV) -m bandit --quiet --recursive --skip B404,B603,B607,B310,B311 \
		.ci benchmarks geodata docs
	@$(IN_VENV) .ci/audit.py

data: $(VENV)/installed-run ## check targets.csv and its codebook by every rule
	@$(IN_VENV) -m commitments check

shapes: $(VENV)/installed-run ## make what is drawn of the shapes (ATLAS_SHAPES=another GeoJSON)
	@$(IN_VENV) -m commitments shapes
	@$(IN_VENV) geodata/make_outlines.py $(if $(ATLAS_SHAPES),"$(ATLAS_SHAPES)")

words: $(VENV)/installed-run ## write the words that stand in the place of Streamlit's own
	@$(IN_VENV) -m commitments.ui.streamlit_strings

colours: $(VENV)/installed-run ## write the palette for the stylesheets of the browser
	@$(IN_VENV) -c "from commitments.figures import palette; print(palette.stylesheet(), end='')" \
		> static/atlas-colours.css

fonts: $(VENV)/installed-dev ## make the fonts of prints and browsers (needs npm)
	@$(IN_VENV) .ci/make_fonts.py

examples: $(VENV)/installed-run ## print one figure of each kind into docs/gallery, in both languages
	@$(IN_VENV) -m commitments examples
	@$(IN_VENV) -m commitments examples docs/gallery/zh --lang zh

publish: $(VENV)/installed-run ## write the whole atlas as pages into site/ (BASE=https://…, LIVE=https://…)
	@$(IN_VENV) -m commitments publish site $(if $(BASE),--base "$(BASE)") $(if $(LIVE),--live "$(LIVE)")

site-check: $(VENV)/installed-dev tools ## publish the atlas and check every page of it (needs npm; some minutes)
	@found=$$($(FIND_CHROMIUM)); unset CHROMIUM; [ -z "$$found" ] || export CHROMIUM="$$found"; \
	exec $(IN_VENV) .ci/site_check.py

bench: $(VENV)/installed-dev tools ## measure against the naive app and an empty page
	@$(IN_VENV) benchmarks/bench.py

bench-sight: $(VENV)/installed-dev tools ## measure how soon a link shows its view, at a desk and on a phone
	@$(IN_VENV) benchmarks/sight.py

bench-load: $(VENV)/installed-dev ## measure with many readers at once against the naive app
	@$(IN_VENV) benchmarks/load.py

soak: $(VENV)/installed-dev ## let ten sessions do everything for an hour (SECONDS=3600)
	@$(IN_VENV) benchmarks/soak.py --seconds $(SECONDS)

clean: ## remove .venv and every cache
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A run goes on without these tools: the tests that need them are then skipped.
tools: $(VENV)/installed-dev ## install what some tests need: Chromium, a Chinese font, LibreOffice, nginx, PostgreSQL
	@if [ "$$(id -u)" = 0 ]; then as_root="env"; \
	elif sudo -n true 2>/dev/null; then as_root="sudo -n env"; fi; \
	if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then as_root=; fi; \
	missing=; lists=; \
	for package in $(TEST_PACKAGES); do \
		if [ $$package = chromium ] && [ -n "$$($(FIND_CHROMIUM))" ]; then continue; fi; \
		if dpkg -s $$package 2>/dev/null | grep -q 'ok installed'; then continue; fi; \
		if [ -n "$$as_root" ]; then \
			echo "Installing $$package, which some tests need"; \
			[ -n "$$lists" ] || $$as_root apt-get -qq update </dev/null >/dev/null 2>&1 || true; \
			lists=read; \
			$$as_root DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
				-o DPkg::Lock::Timeout=120 $$package </dev/null >/dev/null 2>&1 && continue; \
		fi; \
		missing="$$missing $$package"; \
	done; \
	if [ -z "$$($(FIND_CHROMIUM))" ]; then \
		echo "Turning to Playwright's own Chromium (fetched once)"; \
		if $(IN_VENV) -m playwright install chromium >/dev/null 2>&1; \
		then missing=$$(echo "$$missing" | sed 's/ chromium//'); fi; \
	fi; \
	[ -z "$$missing" ] || echo "Not to be had here:$$missing. Tests that need it are skipped."

# The environment. Its three marker files say what was done, so a second run does nothing.
$(VENV)/installed-run: requirements.txt $(VENV)/made
	@echo "Installing what the app needs (once; a minute or so)"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt requirements.txt $(VENV)/made
	@echo "Installing what the app and its tests need (once; a minute or so)"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $(VENV)/installed-run $@

$(VENV)/made: $(if $(shell [ -e $(VENV)/made ] && ! [ -x $(IN_VENV) ] && echo broken),broken-venv)
	@new_enough='import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'; \
	if $(IN_VENV) -c "import pip; $$new_enough" 2>/dev/null; then touch $@; exit; fi; \
	for python in "$(PYTHON)" python3.13 python3.12 python3.11 python3; do \
		[ -n "$$python" ] && "$$python" -c "$$new_enough" 2>/dev/null || continue; \
		echo "Making $(VENV) with $$("$$python" --version)"; \
		"$$python" -m venv --clear $(VENV) && touch $@; exit; \
	done; \
	echo "No Python 3.11 or newer was found that can make virtual environments: install one" \
		"(on Debian: python3 and python3-venv), or name it: make run PYTHON=/path/to/python" >&2; \
	exit 1
