# The few commands of daily work. On Windows, without make: see README.md.
PYTHON := .venv/bin/python
UV ?= uv

.PHONY: setup run test bench lock samples build build-windows

setup:  ## .venv and system libraries; at once where nothing changed
	@tools/setup.sh

run: setup  ## the window with the bundled sample; the same job without a window where there is no screen
	@$(PYTHON) -m tools.demo

test: setup  ## lint, types, tests
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest

bench: setup  ## measured figures against their limits; FILES="…" adds reports
	$(PYTHON) -m benchmarks $(FILES)

samples: setup  ## the sample reports in resources/samples, from their data in tests/samples
	$(PYTHON) -m tests.samples

build: setup  ## the program as a folder, dist/gouji, tried with no network and an empty environment
	$(PYTHON) -m PyInstaller --noconfirm --log-level WARN build.spec
	$(PYTHON) packaging/smoke.py dist/gouji

build-windows:  ## the same for Windows, with zip and installer, built and tried under Wine (Debian 12, root, 3 GB)
	tools/build_windows.sh

lock:  ## requirements.lock anew from pyproject.toml, with uv: exact versions and hashes, no addresses
	folder=$$(mktemp -d) && cp pyproject.toml $$folder && $(UV) lock -q --project $$folder && \
	$(UV) export -q --project $$folder --frozen --extra dev --no-emit-project --no-emit-package pip --no-header \
		--no-annotate --format requirements-txt -o requirements.lock >/dev/null; status=$$?; rm -r $$folder; exit $$status
