# The everyday tasks. `make` alone lists them.
bin := .venv-test/bin

help:  ## list the tasks
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(bin)/pytest: pyproject.toml constraints.txt
	python3 -m venv .venv-test
	$(bin)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

quick: $(bin)/pytest  ## the quick half of the tests
	$(bin)/python -m pytest -m quick

test: $(bin)/pytest  ## all tests
	$(bin)/python -m pytest

check: $(bin)/pytest  ## style, types, import layers
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy
	$(bin)/mypy tests
	$(bin)/lint-imports

bench: $(bin)/pytest  ## speed, memory and disk beside other programs
	$(bin)/python bench/million.py
	$(bin)/python bench/speed/build_and_search.py
	$(bin)/python bench/speed/plain_whoosh.py

scores: $(bin)/pytest  ## every quality figure in one table
	$(bin)/python bench/scores.py

picture: $(bin)/pytest  ## draw the picture in README again
	$(bin)/python docs/picture.py

.PHONY: help quick test check bench scores picture
