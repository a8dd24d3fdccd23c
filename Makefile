# Gigaplan: one command per need. `make demo` and `make test` are all a new user needs.
BUILD := build
PREFIX ?= /usr/local
NPROC := $(shell nproc)
export CTEST_OUTPUT_ON_FAILURE = 1
export CCACHE_BASEDIR = $(CURDIR)
export CCACHE_NOHASHDIR = 1

.PHONY: all build deps deps-test configure demo test test-long accept check format format-check tidy bench bench-examples bench-typical bench-growth bench-solver bench-solver-growth bench-neighbours bench-pypsa compare-pypsa compare-plans docs install clean

all: build

deps:
	@tools/install-deps.sh build

deps-test:
	@tools/install-deps.sh test

configure: deps
	@[ -f $(BUILD)/build.ninja ] || cmake --preset release >/dev/null

build: configure
	@cmake --build $(BUILD) --target gigaplan

demo: build
	@$(BUILD)/gigaplan plan examples/germany.toml -o runs/germany --force

test: deps-test configure
	@cmake --build $(BUILD)
	@ctest --test-dir $(BUILD) --parallel $(NPROC) --label-exclude long --progress

test-long: deps-test configure
	@cmake --build $(BUILD)
	@tools/test-long.sh

# Writes the golden summaries of the examples anew: look at `git diff tests/golden docs` before a commit.
accept: build
	@tests/golden/golden.py --gigaplan $(BUILD)/gigaplan --accept
	@python3 tests/product/test_docs.py --gigaplan $(BUILD)/gigaplan --accept

check: test format-check tidy

format:
	@git ls-files -co --exclude-standard '*.cpp' '*.hpp' | xargs clang-format-16 -i

format-check:
	@git ls-files -co --exclude-standard '*.cpp' '*.hpp' | xargs clang-format-16 --dry-run --Werror

# clang-tidy reads the compile commands of a tree of its own: g++'s precompiled headers are not for it.
tidy: deps-test
	@cmake --preset tidy >/dev/null
	@git ls-files 'src/*.cpp' 'apps/*.cpp' | grep -vE '_(test|fuzz).cpp' | xargs -P $(NPROC) -n 4 clang-tidy-16 -p $(BUILD)/tidy --quiet --warnings-as-errors='*'

bench: build
	@bench/run.sh

bench-examples: build
	@bench/examples.py

bench-typical: build
	@bench/typical.py

bench-growth: build
	@bench/growth.py

bench-solver: build
	@bench/solver/compare.py

bench-solver-growth: build
	@bench/solver/growth.py --svg bench/growth.svg

bench-neighbours: build
	@bench/solver/neighbours.py

bench-pypsa: build
	@cmake --build $(BUILD) --target pypsa_build_only
	@tools/compare-pypsa.py --seeds 0 --no-coverage >/dev/null
	@bench/pypsa/compare.py $(addprefix $(or $(GIGAPLAN_REFERENCE),../shared)/truth/pypsa-eu/,eu-2-168.nc eu-2-168-lines.nc eu-5-744.nc eu-10-8760.nc) --synthetic 10x2190x1 10x8760x1 30x8760x1 10x8760x3

compare-pypsa: build
	@tools/compare-pypsa.py

compare-plans: build
	@tools/compare-plans.py

# The pages that the program writes about itself.
docs: build
	@$(BUILD)/gigaplan schema --page > docs/reference/scenario.md

install: build
	@cmake --install $(BUILD) --prefix $(PREFIX)

clean:
	@rm -rf $(BUILD)
