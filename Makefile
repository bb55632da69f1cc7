# `make site` and `make test` set up everything they need; see README.md for the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
# Packages are compiled where they are imported, and most of their files never are; pip's own newest finds them in half
# the processor's seconds that an old one takes.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
unexport PYTHONDONTWRITEBYTECODE
TOOLS := chromium-headless-shell git nginx openssl rsync soffice pdftoppm

.PHONY: ooxml portable site test check audit release tests tests-fast tests-rest serve bench soak fuzz mutants shots lighthouse forge messages lock outdated tools clean

site: $(VENV)/site.stamp          ## write build/site/, the dashboard of data/
	$(BIN)/thidua build $(DATA) --out build/site

test: check audit tests           ## lint, types and every test but the long ones

check: $(VENV)/dev.stamp          ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

ADVISORIES ?= $(wildcard .ci/advisories.json .ci/advisories.zip)
audit: $(VENV)/site.stamp         ## the locked packages against saved advisories (OSV), where there are any
	@$(if $(ADVISORIES),$(BIN)/python scripts/supply_chain.py audit $(ADVISORIES),\
		echo "audit: no saved advisories, nothing was looked up (docs/develop.md, Packages)")

release: $(VENV)/site.stamp       ## build/release/: the wheel, its bill of materials (CycloneDX), and their sha256
	rm -rf build/release
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/release .
	$(BIN)/python scripts/supply_chain.py sbom build/release/sbom.cdx.json
	cp requirements.txt build/release/
	cd build/release && sha256sum * > SHA256SUMS

tests: $(VENV)/dev.stamp tools
	$(MAKE) --jobs 2 --keep-going --output-sync=target tests-fast tests-rest  # each tells at its end

tests-fast: $(VENV)/dev.stamp        ## the tests that need no browser, office or web server
	$(BIN)/pytest --ignore tests/browser -m "not browser and not programs"

tests-rest: $(VENV)/dev.stamp
	$(BIN)/pytest -m "browser or programs"

serve: $(VENV)/site.stamp         ## live preview on http://127.0.0.1:8000/
	$(BIN)/thidua serve $(DATA)

bench: $(VENV)/dev.stamp          ## times, memory and sizes of campaigns of 24 to 10,000 targets, of networks of 20, 200 and 2,000
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_network.py
	$(BIN)/python scripts/bench_collect.py

soak: $(VENV)/dev.stamp tools     ## publishing under load, crashes and races; the largest files; ten times as many random examples
	$(BIN)/pytest tests/soak
	THIDUA_DRAWS=10 $(BIN)/pytest $$(grep -lE '^from hypothesis|^from strategies' tests/test_*.py tests/spec/test_*.py)

fuzz: $(VENV)/fuzz.stamp          ## both readers against hostile input, bounded
	$(BIN)/python tests/fuzz/run.py

shots: $(VENV)/dev.stamp tools    ## screenshots of every page type into build/shots/, and those of the README
	$(BIN)/python scripts/screenshots.py

lighthouse: $(VENV)/dev.stamp tools  ## marks of three pages on a slow phone and desktop; needs node and npm
	$(BIN)/python scripts/lighthouse.py

mutants: $(VENV)/dev.stamp        ## plant 20 faults of each of five rooms one by one, and tell which the tests do not notice
	$(BIN)/python scripts/mutants.py

forge: $(VENV)/site.stamp           ## the recipes for GitLab, run here by gitlab-ci-local; needs node and npm
	bash scripts/run_gitlab.sh
	bash scripts/run_network.sh

messages: $(VENV)/dev.stamp       ## the English catalogue: new sentences in, old ones out
	$(BIN)/python scripts/update_messages.py

lock: $(VENV)/dev.stamp           ## the newest versions within the bounds, with hashes, of everything installed
	$(BIN)/pip-compile $(LOCK) --output-file requirements.txt requirements.in
	$(BIN)/pip-compile $(LOCK) --output-file requirements-dev.txt requirements-dev.in
	$(BIN)/pip-compile $(LOCK) --output-file requirements-fuzz.txt requirements-fuzz.in

LOCK := --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host \
	--no-emit-find-links --no-emit-options

outdated: $(VENV)/dev.stamp       ## which packages are behind the newest
	$(BIN)/python -m pip list --outdated --disable-pip-version-check

portable: $(VENV)/site.stamp      ## build/portable/: the clerk's own program, one file for a bare Python, and a .cmd
	$(BIN)/python scripts/make_portable.py build/portable/thidua.pyz

ooxml: $(VENV)/site.stamp         ## form, plan, workbook, report and answer through the Open XML SDK; needs npm
	sh scripts/validate_ooxml.sh

tools:                            ## Debian's programs that the tests drive
	@bash scripts/install_tools.sh $(TOOLS)

clean:                            ## forget builds and the environment
	rm -rf build $(VENV)

$(VENV)/site.stamp: requirements.txt pyproject.toml
	@$(PYTHON) scripts/check_python.py
	$(PYTHON) -m venv $(VENV)
	sed -n '/^pip==/,/[^\\]$$/p' requirements-dev.txt >$(VENV)/pip.txt
	$(PIP) --require-hashes -r $(VENV)/pip.txt
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/site.stamp requirements-dev.txt
	$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/fuzz.stamp: $(VENV)/dev.stamp requirements-fuzz.txt
	$(PIP) --require-hashes -r requirements-fuzz.txt
	@touch $@
