package lambdatest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Build builds a main package as `make build` builds it, but for this machine,
// and returns the path of its bootstrap in a folder of this process. Call it
// once for each package.
func Build(folder, pkg string) (string, error) {
	path := filepath.Join(folder, filepath.Base(pkg), "bootstrap")
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-tags", "lambda.norpc", "-ldflags", "-s -w", "-o", path, pkg)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build %s: %w\n%s", pkg, err, out)
	}
	return path, nil
}
