# Everything here runs on a machine with Go, Node, git and make; what the tests need besides, scripts/ brings.
# The registries are those the machine is set up for (GOPROXY, npm config); nothing here names one.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

ADDR     ?= 127.0.0.1:8080
FUZZTIME ?= 600
VERSION  := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
DATABASE := sqlite://data/touchstone.db

# The steps of check and test, in this order; .ci/run walks the same two lists and then test-fuzz, which takes its time.
CHECKS := check-format check-vet check-staticcheck check-tidy check-generated check-frontend check-sizes
TESTS  := test-go test-form test-console test-browser

# Files that programs write and people do not; check-generated makes them again and compares.
GENERATED := docs/configuration.md frontend/console/src/api/openapi.json frontend/console/src/api/schema.d.ts

PACKAGES  := frontend/node_modules/.package-lock.json
BUNDLES   := frontend/dist/.built
FRONTEND  := $(shell find frontend \( -name node_modules -o -path frontend/dist \) -prune -o -type f -print 2>/dev/null)
WORKSPACE := cd frontend && npm run --loglevel=error

.PHONY: help build run test check fuzz pictures bench generate fmt clean steps binary $(CHECKS) $(TESTS) test-fuzz

help: ## Print what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(BUNDLES) binary ## Build both bundles and bin/touchstone

run: build ## Serve the demo on http://127.0.0.1:8080 (the first time it is made)
	@mkdir -p -m 700 data
	@if [[ ! -f data/touchstone.db ]]; then \
		rm -f data/loading.db*; \
		bin/touchstone demo --addr $(ADDR) --database-url sqlite://data/loading.db --credentials data/credentials.txt; \
		rm -f data/loading.db.*; mv data/loading.db data/touchstone.db; \
	fi
	@printf '\n  console  http://%s/app/\n  survey   http://%s/s/demo-csat\n  sign-in  data/credentials.txt\n\n' $(ADDR) $(ADDR)
	@exec bin/touchstone serve --addr $(ADDR) --database-url $(DATABASE)

test: $(TESTS) ## Run all tests: Go on both databases, TypeScript, browser

check: $(CHECKS) ## Run all checks that need no running program

test-go: $(BUNDLES) ## Go tests, on SQLite and PostgreSQL
	@office=$$(scripts/ensure-libreoffice); browser=$$(scripts/ensure-chromium); \
	TOUCHSTONE_LIBREOFFICE=$$office TOUCHSTONE_CHROMIUM=$$browser scripts/with-postgres go test -timeout 30m ./...

test-form: $(PACKAGES) ## Tests of the respondents' bundle
	@$(WORKSPACE) test --workspace form

test-console: $(PACKAGES) ## Tests of the console
	@$(WORKSPACE) test --workspace console

test-browser: build ## Tests in a real browser against the real program
	@browser=$$(scripts/ensure-chromium); export TOUCHSTONE_CHROMIUM=$$browser; \
	$(WORKSPACE) test --workspace browser

check-format: $(PACKAGES)
	@bad=$$(git ls-files -co --exclude-standard -- '*.go' | sort -u | while read -r f; do [[ ! -f $$f ]] || echo "$$f"; done | xargs -r gofmt -l); \
	[[ -z $$bad ]] || { echo "not formatted (make fmt):"; echo "$$bad"; exit 1; }
	@$(WORKSPACE) format:check

check-vet:
	@go vet ./...

check-staticcheck:
	@go tool -modfile=tools/go.mod staticcheck ./...

check-tidy:
	@go mod tidy -diff
	@cd tools && go mod tidy -diff

check-generated: $(PACKAGES)
	@scripts/check-generated $(GENERATED)

check-frontend: $(PACKAGES) # tsc and ESLint of every workspace
	@$(WORKSPACE) check --workspaces

check-sizes:
	@scripts/check-sizes

steps: # the names of all steps, for .ci/run
	@echo $(CHECKS) $(TESTS) test-fuzz

test-fuzz: # every fuzz test for a minute
	@scripts/fuzz 60

fuzz: ## Run the fuzz tests for FUZZTIME seconds together (600)
	@scripts/fuzz $(FUZZTIME) together

pictures: build ## Take the pictures of every page for docs/pictures
	@browser=$$(scripts/ensure-chromium); export TOUCHSTONE_CHROMIUM=$$browser; \
	$(WORKSPACE) pictures --workspace browser
	@scripts/workbook-pictures

bench: build ## Measure speed, size and the kill ledger on both databases, into docs/performance.md
	@rm -rf tmp/bench && mkdir -p tmp/bench
	@echo "#load $$(cut -d ' ' -f 1 /proc/loadavg 2>/dev/null || echo unknown)" > tmp/bench/sqlite.txt
	bin/touchstone bench --database-url sqlite://tmp/bench/bench.db | tee -a tmp/bench/sqlite.txt
	scripts/with-postgres $(SHELL) -euo pipefail -c 'bin/touchstone bench --database-url "$$TOUCHSTONE_TEST_POSTGRES"' | tee tmp/bench/postgres.txt
	scripts/with-postgres go test ./cmd/touchstone/killtest -count=1 -v -run 'TestKilledOn|TestEarlyAcknowledgement' | tee tmp/bench/kill.txt
	@scripts/bench-report tmp/bench/sqlite.txt tmp/bench/postgres.txt tmp/bench/kill.txt

generate: $(PACKAGES) ## Write the generated files again
	@go generate ./...
	@$(WORKSPACE) types --workspace console

fmt: $(PACKAGES) ## Format Go and TypeScript
	@gofmt -w $$(git ls-files -co --exclude-standard -- '*.go')
	@$(WORKSPACE) format

clean: ## Remove what building and testing made; data/ stays
	rm -rf bin tmp frontend/dist/* $(BUNDLES) frontend/node_modules frontend/*/node_modules scripts/postgres/node_modules

# The Go tool chain knows by itself what has changed.
binary: $(BUNDLES)
	@CGO_ENABLED=0 go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/touchstone ./cmd/touchstone

# npm writes this file when it installs; it is older than the lock file exactly when packages are stale.
$(PACKAGES): frontend/package-lock.json frontend/package.json $(wildcard frontend/*/package.json)
	cd frontend && npm ci --no-audit --no-fund
	@touch $@

$(BUNDLES): $(PACKAGES) $(FRONTEND) $(wildcard locales/*.json)
	$(WORKSPACE) build --workspace form --workspace console
	@touch $@
