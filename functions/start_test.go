package functions_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"shelfmates/shared/lambdaqueue/lambdatest"
)

// settings are what a function needs to start. Nothing listens where they point.
func settings() map[string]string {
	return map[string]string{
		"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
		"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "SHELFMATES_GOOGLE_ENDPOINT": "http://127.0.0.1:1",
		"SHELFMATES_STORE":      "dynamodb:table",
		"SHELFMATES_SYNC_QUEUE": "https://sqs.us-east-1.amazonaws.com/0/sync.fifo",
		"SHELFMATES_MAIL_QUEUE": "https://sqs.us-east-1.amazonaws.com/0/mail.fifo",
		"SHELFMATES_GOOGLE_KEY": "ssm:/shelfmates/key",
	}
}

func start(t testing.TB, program string, environment map[string]string) *lambdatest.Process {
	t.Helper()
	built, err := programs()
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for name, value := range environment {
		list = append(list, name+"="+value)
	}
	p, err := lambdatest.StartProcess(built[program], list, time.Minute, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAFunctionStartsWithoutAskingAnybody(t *testing.T) {
	for _, name := range []string{"sync", "tick"} {
		p := start(t, name, settings())
		if err := p.Polled(t.Context()); err != nil {
			t.Errorf("%s: %v\n%s", name, err, strings.Join(p.Lines(), "\n"))
		}
		p.Kill()
	}
}

func TestAWrongSettingIsRefusedBeforeTheFirstPoll(t *testing.T) {
	for _, c := range []struct{ program, variable, value string }{
		{"sync", "SHELFMATES_STORE", ""},
		{"sync", "SHELFMATES_STORE", "sqlite:/tmp/a.db"},
		{"sync", "SHELFMATES_SYNC_QUEUE", ""},
		{"sync", "SHELFMATES_MAIL_QUEUE", "mail"},
		{"sync", "SHELFMATES_GOOGLE_KEY", ""},
		{"sync", "SHELFMATES_NOW", "noon"},
		{"tick", "SHELFMATES_STORE", ""},
		{"tick", "SHELFMATES_SYNC_QUEUE", ""},
		{"tick", "SHELFMATES_MAIL_QUEUE", ""},
	} {
		t.Run(c.program+" with "+c.variable+"="+c.value, func(t *testing.T) {
			environment := settings()
			environment[c.variable] = c.value
			p := start(t, c.program, environment)
			if err := p.Polled(t.Context()); err == nil {
				p.Kill()
				t.Fatal("it starts")
			}
			lines := p.Lines()
			var line struct{ Level, Msg, Error string }
			if len(lines) != 1 || json.Unmarshal([]byte(lines[0]), &line) != nil {
				t.Fatalf("it prints %q, want one line of JSON", lines)
			}
			if p.ExitCode() != 1 || line.Level != "ERROR" || !strings.Contains(line.Error, c.variable) {
				t.Errorf("it ends with %d and says %+v", p.ExitCode(), line)
			}
		})
	}
	t.Run("a school and a sheet in the environment are nothing to it", func(t *testing.T) {
		environment := settings()
		environment["SHELFMATES_SCHOOL"], environment["SHELFMATES_SHEET"] = "No School", "nonsense"
		p := start(t, "sync", environment)
		if err := p.Polled(t.Context()); err != nil {
			t.Error(err)
		}
		p.Kill()
	})
}

func TestASecretOutOfReachIsAFailedMessage(t *testing.T) {
	p := start(t, "sync", settings())
	defer p.Kill()
	for range 2 { // and is tried again
		event := `{"Records":[{"messageId":"m","body":"{\"v\":1,\"task\":\"hints\",\"account\":\"google\",\"cause\":\"minute:1\",\"at\":\"2026-11-24T08:00:00Z\"}","attributes":{"ApproximateReceiveCount":"1"}}]}`
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		answer, err := p.Invoke(ctx, "event", []byte(event))
		cancel()
		if err != nil || !strings.Contains(string(answer), `"itemIdentifier":"m"`) {
			t.Errorf("it answers %s, %v", answer, err)
		}
	}
}

// BenchmarkStart is the time from the start of a process to its first poll, in
// turns with a function that does nothing. The fastest of thirty counts, or of
// more: what else the machine does only adds.
func BenchmarkStart(b *testing.B) {
	if _, err := programs(); err != nil { // built before, not within
		b.Fatal(err)
	}
	fastest := map[string]time.Duration{}
	names := []string{"bare", "tick", "sync"}
	turns := 0
	turn := func() {
		turns++
		for _, name := range names {
			began := time.Now()
			p := start(b, name, settings())
			if err := p.Polled(b.Context()); err != nil {
				b.Fatalf("%s: %v", name, err)
			}
			took := time.Since(began)
			p.Kill()
			if best, there := fastest[name]; !there || took < best {
				fastest[name] = took
			}
		}
	}
	for b.Loop() {
		turn()
	}
	for turns < 30 {
		turn()
	}
	for _, name := range names {
		b.ReportMetric(float64(fastest[name].Microseconds())/1000, name+"-ms")
	}
	b.ReportMetric(0, "ns/op")
}
