CONFIGURATION := Release
SOLUTION := VaeGateway.sln

# Where the demo gets its images from; empty means the pictures that come with it.
ORIGIN ?=

# How long to fuzz, and from which case on: each second another number, so that no two runs are the same.
FUZZ_SECONDS ?= 600
FUZZ_START ?= $(shell date +%s)
FUZZ_CASES ?=

.DEFAULT_GOAL := help
# What to train on and where the run is kept; what the benchmarks measure.
PYTHON ?= /usr/bin/python3
TRAIN := PYTHONPATH=models/training $(PYTHON) -m vaegateway_training
RECIPE ?= models/training/recipes/cpu.toml
RUN ?= models/training/runs/latest
MODEL ?= models/vg9
IMAGES ?=
DECODER ?=
RESULTS ?= benchmarks/results/rate-distortion

.PHONY: help setup build format lint test demo package train light restore export evaluate bench-rd bench-quality bench-crops bench-prefix bench-load bench-gallery bench-browser bench-page bench-routes bench-large bench-codec bench-stages fuzz card

help: ## Show this list
	@echo "VaeGateway. The two commands to know: make demo, make test."
	@echo
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

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

fuzz: ## Feed hostile containers to everything that reads them, for FUZZ_SECONDS= (FUZZ_START= the first case's number, FUZZ_CASES= how many)
	FUZZ_SECONDS=$(FUZZ_SECONDS) FUZZ_START=$(FUZZ_START) FUZZ_CASES=$(FUZZ_CASES) \
		dotnet test tests/VaeGateway.Codec.Fuzz -c $(CONFIGURATION) --nologo --logger 'console;verbosity=detailed'

demo: ## Start a gateway with a demo site (ORIGIN=https://your.site to use your own images)
	@ORIGIN='$(ORIGIN)' deploy/demo/run.sh

package: ## Pack the client SDK and what it stands on for NuGet, into artifacts/packages
	@rm -rf artifacts/packages
	@for name in Codec Codec.Onnx Client; do \
		dotnet pack src/VaeGateway.$$name -c $(CONFIGURATION) --nologo -v quiet -o artifacts/packages || exit; done
	@ls -l artifacts/packages | awk 'NF > 2 { printf "%9d  %s\n", $$5, $$NF }'

train: needs-images ## Train a model on IMAGES=DIR (RECIPE=, RUN=, START=models/vg9); goes on where it stopped
	$(TRAIN).train --recipe $(RECIPE) --images '$(IMAGES)' --out $(RUN) $(if $(START),--start '$(START)')

light: needs-images ## Train a light decoder for the finished run RUN= on IMAGES=DIR (START= an earlier light.pt); export takes it along
	$(TRAIN).light --recipe models/training/recipes/light.toml --checkpoint $(RUN)/checkpoint.pt --images '$(IMAGES)' $(if $(START),--start '$(START)')

restore: needs-images ## Make a run RUN= again of the model folder MODEL=, for light, evaluate and export (IMAGES=DIR)
	$(TRAIN).restore --model $(MODEL) --images '$(IMAGES)' --out $(RUN)

export: needs-images ## Write the trained RUN= as the model folder MODEL=, its entropy tables fitted to IMAGES=DIR
	$(TRAIN).export --checkpoint $(RUN)/checkpoint.pt --out $(MODEL) --images '$(IMAGES)'

evaluate: needs-images ## Estimate rate and distortion of RUN= on IMAGES=DIR without entropy coding
	$(TRAIN).evaluate --checkpoint $(RUN)/checkpoint.pt --images '$(IMAGES)'

bench-rd: needs-images ## Measure rate and distortion beside JPEG, WebP and AVIF on IMAGES=DIR into RESULTS= (DECODER=light)
	dotnet run -c Release --project src/VaeGateway.Cli -- bench rd --images '$(IMAGES)' --codecs vae,jpeg,webp,avif --out '$(RESULTS)' \
		$(if $(DECODER),--decoder $(DECODER))

bench-quality: needs-images ## Measure all 64 qualities of MODEL= on IMAGES=DIR into RESULTS=
	dotnet run -c Release --project src/VaeGateway.Cli -- bench quality --images '$(IMAGES)' --model '$(MODEL)' --out '$(RESULTS)'

bench-crops: needs-images ## Draw crops of IMAGES=DIR beside JPEG, WebP and AVIF at equal bytes into RESULTS= (PICTURES=a,b BPP=)
	dotnet run -c Release --project src/VaeGateway.Cli -- bench crops --images '$(IMAGES)' --model '$(MODEL)' --out '$(RESULTS)/crops.png' \
		$(if $(PICTURES),--pictures '$(PICTURES)') $(if $(BPP),--bpp $(BPP))

bench-prefix: RESULTS = benchmarks/results/prefix
bench-prefix: needs-images ## Measure latents cut short and damaged, by MODEL= on IMAGES=DIR, into RESULTS=
	dotnet run -c Release --project src/VaeGateway.Cli -- bench prefix --images '$(IMAGES)' --model '$(MODEL)' --out '$(RESULTS)'

bench-load: RESULTS = benchmarks/results/load
bench-load: needs-images ## Measure speed, first byte and memory beside nginx, Varnish and YARP on IMAGES=DIR into RESULTS=
	@benchmarks/load/run.sh '$(IMAGES)' '$(RESULTS)'

bench-routes: RESULTS = benchmarks/results/routes
bench-routes: needs-images ## List what the gateway makes of every file in IMAGES=DIR, and why, into RESULTS=
	@benchmarks/routes/run.sh '$(IMAGES)' '$(RESULTS)'

bench-gallery: RESULTS = benchmarks/results/gallery
bench-gallery: needs-images ## Measure a .NET app's gallery with and without latents on IMAGES=DIR into RESULTS=
	@benchmarks/gallery-client/run.sh '$(IMAGES)' '$(RESULTS)'

bench-browser: RESULTS = benchmarks/results/browser
bench-browser: needs-images ## Measure decoding by MODEL= in Chromium, beside onnxruntime-web, on IMAGES=DIR into RESULTS=
	@benchmarks/browser/run.sh '$(IMAGES)' '$(MODEL)' '$(RESULTS)'

bench-page: RESULTS = benchmarks/results/browser-page
bench-page: needs-images ## Measure a page of IMAGES=DIR in Chromium, with and without the SDK, beside WebP and JPEG, into RESULTS=
	@benchmarks/browser-page/run.sh '$(IMAGES)' '$(RESULTS)'

bench-large: needs-images ## Measure time and peak memory of encoding and decoding a picture of 50 megapixels, made of those in IMAGES=DIR
	@benchmarks/large-image/run.sh '$(IMAGES)'

bench-codec: RESULTS = benchmarks/results/codec
bench-codec: needs-images ## Measure the codec's speed beside JPEG, WebP and AVIF on IMAGES=DIR into RESULTS= (SIZE=4000x3000 CODECS=vae,jpeg,webp DECODER=light)
	dotnet run -c Release --project src/VaeGateway.Cli -- bench codec --images '$(IMAGES)' --model '$(MODEL)' --out '$(RESULTS)' \
		$(if $(SIZE),--size $(SIZE)) $(if $(CODECS),--codecs $(CODECS)) $(if $(DECODER),--decoder $(DECODER))

bench-stages: RESULTS = benchmarks/results/codec
bench-stages: ## Measure the codec's stages and networks one by one with BenchmarkDotNet on one core, into RESULTS=
	dotnet build benchmarks/VaeGateway.Benchmarks -c Release --nologo -v quiet
	@rm -rf artifacts/benchmarks
	taskset --cpu-list 0 dotnet run --no-build -c Release --project benchmarks/VaeGateway.Benchmarks -- \
		--filter '*StageBenchmarks*' '*NetworkBenchmarks*' --warmupCount 2 --iterationCount 8 --artifacts artifacts/benchmarks
	@benchmarks/VaeGateway.Benchmarks/report.sh artifacts/benchmarks/results > '$(RESULTS)/stages.md'

card: ## Write the numbers of RESULTS= into the model card of MODEL=
	dotnet run -c Release --project src/VaeGateway.Cli -- bench card --model '$(MODEL)' --results '$(RESULTS)'

.PHONY: needs-images
needs-images:
	@test -n '$(IMAGES)' || { echo 'say which pictures: make $(MAKECMDGOALS) IMAGES=folder' >&2; exit 2; }
