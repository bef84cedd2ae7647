CONFIGURATION := Release
SOLUTION := VaeGateway.sln

# Where the demo gets its images from; empty means the pictures that come with it.
ORIGIN ?=

.DEFAULT_GOAL := help
.PHONY: help setup build format lint test demo

help: ## Show this list
	@echo "VaeGateway. The two commands to know: make demo, make test."
	@echo
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: ## Install what the tests need (Redis, Chromium); nothing to do when it is there
	@tests/setup.sh

build: ## Build everything in Release
	dotnet build $(SOLUTION) -c $(CONFIGURATION) --nologo -v quiet

format: ## Mend the formatting
	dotnet format $(SOLUTION)

lint: ## Check formatting and code style
	dotnet format $(SOLUTION) --verify-no-changes

test: setup lint build ## Check the style, build, run every test; ends with "N passed, N failed"
	@tests/run.sh

demo: ## Start a gateway with a demo site (ORIGIN=https://your.site to use your own images)
	@ORIGIN='$(ORIGIN)' deploy/demo/run.sh
