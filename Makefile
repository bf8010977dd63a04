# The commands of the project. README.md says which two to type first.
GO       ?= go
GOFUMPT  := mvdan.cc/gofumpt@v0.12.0
STATIC   := honnef.co/go/tools/cmd/staticcheck@v0.8.2
VULN     := golang.org/x/vuln/cmd/govulncheck@v1.9.0
TIMEOUT  ?= 20m
SWEEP    ?= 5000

.PHONY: demo test lint bench fuzz sweep build tools clean

# A sample school in your browser.
demo:
	$(GO) run ./scripts/shelfmates demo

# Everything, against the real components: installs what is missing, or says
# exactly what to type.
test: tools
	SHELFMATES_TEST_REAL=1 $(GO) test -timeout $(TIMEOUT) ./...
	node --test infra/appsscript/code.test.js

tools:
	@scripts/testenv.sh

# Form, mistakes, known holes. The tools are pinned here and stay out of go.mod.
lint:
	@unformatted=$$($(GO) run $(GOFUMPT) -l functions scripts shared); \
		if [ -n "$$unformatted" ]; then echo "not formatted (gofumpt):"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	GOOS=windows $(GO) vet ./shared/sheet/workbook ./shared/store/sqlite ./scripts/shelfmates
	$(GO) run $(STATIC) ./...
	$(GO) mod tidy -diff
	@if command -v cfn-lint >/dev/null; then cfn-lint template.yaml; else echo "cfn-lint is not installed, so template.yaml was left out"; fi
	@if $(GO) run $(VULN) -version >/dev/null 2>&1 && curl -sfI -m 5 https://vuln.go.dev/index/modules.json.gz >/dev/null 2>&1; \
		then $(GO) run $(VULN) ./...; \
		else echo "govulncheck: its database cannot be reached, so it was left out"; fi

# Figures with their budgets: docs/performance.md says how to read them.
bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# Every fuzz target for a little while.
fuzz:
	@for f in $$(grep -rlE '^func Fuzz' --include='*_test.go' shared scripts); do \
		for name in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9]*\)(.*/\1/p' $$f); do \
			echo "$$name in $$(dirname $$f)"; \
			$(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime $${FUZZTIME:-20s} ./$$(dirname $$f) || exit 1; \
		done; done

# The long runs: a million random edits, 200 kills. docs/reliability.md has the
# figures of the last one.
sweep: tools
	SHELFMATES_TEST_REAL=1 $(GO) test -timeout 180m -run Law ./shared/reconcile -rapid.checks=$(SWEEP) -rapid.seed=$$(date +%s)
	SHELFMATES_TEST_REAL=1 SHELFMATES_KILLS=200 $(GO) test -timeout 60m -run Kill -count 1 ./scripts/shelfmates

# The functions there are, each a dist/NAME.zip for template.yaml.
FUNCTIONS = $(notdir $(patsubst %/main.go,%,$(wildcard functions/*/main.go)))

# One file for each system, and the functions for AWS. Two builds of one tree
# give the same bytes.
build: $(FUNCTIONS:%=function-%)
	@mkdir -p dist
	CGO_ENABLED=0 GOOS=linux   GOARCH=amd64 $(GO) build -trimpath -ldflags '-s -w' -o dist/shelfmates-linux-amd64 ./scripts/shelfmates
	CGO_ENABLED=0 GOOS=linux   GOARCH=arm64 $(GO) build -trimpath -ldflags '-s -w' -o dist/shelfmates-linux-arm64 ./scripts/shelfmates
	CGO_ENABLED=0 GOOS=darwin  GOARCH=arm64 $(GO) build -trimpath -ldflags '-s -w' -o dist/shelfmates-macos-arm64 ./scripts/shelfmates
	CGO_ENABLED=0 GOOS=darwin  GOARCH=amd64 $(GO) build -trimpath -ldflags '-s -w' -o dist/shelfmates-macos-amd64 ./scripts/shelfmates
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 $(GO) build -trimpath -ldflags '-s -w' -o dist/shelfmates-windows-amd64.exe ./scripts/shelfmates

function-%:
	CGO_ENABLED=0 GOOS=linux GOARCH=arm64 $(GO) build -trimpath -buildvcs=false -tags lambda.norpc -ldflags '-s -w' -o dist/arm64/$* ./functions/$*
	$(GO) run ./scripts/bundle dist/$*.zip dist/arm64/$*

clean:
	rm -rf dist .tools
