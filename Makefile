# On a fresh machine `make run` and `make test` do all of their own set-up (.ci/setup).

PYTHON_IN_VENV := .venv/bin/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: help run test quality bench-search bench-import bench-files bench-ui screenshots guide-pictures translations clean

help:
	@echo "make run           set everything up and open the window (without a screen: a tour that saves a picture)"
	@echo "make test          set everything up and run every check"
	@echo "make quality       measure the cleaning against labelled pages"
	@echo "make bench-import  measure pages per second, whole import"
	@echo "make bench-files   measure memory and speed with files that do not fit into memory"
	@echo "make bench-search  measure index building and queries"
	@echo "make bench-ui      measure start, opening a story, gaps of the window during an import"
	@echo "make screenshots   draw the window in its states into screenshots/"
	@echo "make guide-pictures  take the pictures of the user guide anew"
	@echo "make translations  bring the catalogs of texts up to date and list what is not translated"
	@echo "make clean         remove the virtual environment and what tools left behind"

run:
	@sh .ci/setup run
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ]; then \
		$(OFFSCREEN) $(PYTHON_IN_VENV) main.py --tour; \
	else \
		$(PYTHON_IN_VENV) main.py; \
	fi

test:
	@sh .ci/setup test
	@sh .ci/check

quality:
	@sh .ci/setup test
	@$(PYTHON_IN_VENV) -m tests.quality

bench-search:
	@sh .ci/setup test
	@$(PYTHON_IN_VENV) -m tests.bench.search

bench-import:
	@sh .ci/setup test
	@$(PYTHON_IN_VENV) -m tests.bench.importing

bench-files:
	@sh .ci/setup test
	@$(PYTHON_IN_VENV) -m tests.bench.bigfiles

bench-ui:
	@sh .ci/setup test
	@$(OFFSCREEN) $(PYTHON_IN_VENV) -m tests.bench.ui

screenshots:
	@sh .ci/setup test
	@$(OFFSCREEN) $(PYTHON_IN_VENV) -m tests.gui.screenshots

guide-pictures:
	@sh .ci/setup test
	@$(OFFSCREEN) $(PYTHON_IN_VENV) -m tests.gui.guide_pictures

translations:
	@sh .ci/setup test
	@$(OFFSCREEN) $(PYTHON_IN_VENV) -m tests.translations

clean:
	rm -rf .venv build dist screenshots .bench .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
