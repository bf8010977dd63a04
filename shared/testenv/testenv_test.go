package testenv_test

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"

	"shelfmates/shared/testenv"
)

// childVariable makes this binary the one that is killed.
const childVariable = "SHELFMATES_TEST_CHILD"

func TestDynamoDB(t *testing.T) {
	endpoint := testenv.DynamoDB(t)
	t.Run("it answers on loopback", func(t *testing.T) {
		resp, err := http.Get(endpoint)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
	})
	t.Run("it is one for the whole binary", func(t *testing.T) {
		if again := testenv.DynamoDB(t); again != endpoint {
			t.Errorf("got %s, then %s", endpoint, again)
		}
	})
}

// The child prints its endpoint and waits; it is killed, and the port closes.
func TestNoDatabaseOutlivesAKilledBinary(t *testing.T) {
	if os.Getenv(childVariable) != "" {
		fmt.Println("endpoint", testenv.DynamoDB(t))
		select {}
	}
	testenv.DynamoDB(t) // leaves this out where it is not installed
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestNoDatabaseOutlivesAKilledBinary$")
	cmd.Env = append(os.Environ(), childVariable+"=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var endpoint string
	if _, err := fmt.Fscanf(out, "endpoint %s\n", &endpoint); err != nil {
		t.Fatalf("the child printed no endpoint: %v", err)
	}
	conn, err := net.Dial("tcp", strings.TrimPrefix(endpoint, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait() //nolint:errcheck // it was killed
	// The database holds the other end of this connection: it breaks when the
	// database is gone, and the test hangs until its limit when it is not.
	if _, err := conn.Read(make([]byte, 1)); err == nil {
		t.Error("the database said something unasked")
	}
}
