package functions_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"shelfmates/shared/lambdaqueue/lambdatest"
	"shelfmates/shared/queue"
	"shelfmates/shared/registry"
	"shelfmates/shared/sheet/googlefake"
	"shelfmates/shared/store/dynamo"
	"shelfmates/shared/testenv"
)

// The programs under test, each built once for all tests.
var (
	folder   string
	programs = sync.OnceValues(func() (map[string]string, error) {
		built, err := map[string]string{}, error(nil)
		for name, pkg := range map[string]string{"sync": "./sync", "tick": "./tick", "bare": "./testdata/bare"} {
			if built[name], err = lambdatest.Build(folder, pkg); err != nil {
				return nil, err
			}
		}
		return built, nil
	})
)

func TestMain(m *testing.M) {
	var err error
	if folder, err = os.MkdirTemp("", "shelfmates-functions-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

// The queues of the template.
const (
	syncQueue   = "SyncQueue.fifo"
	mailQueue   = "MailQueue.fifo"
	deadLetters = "SyncDeadLetters.fifo"
)

// A deployment is the functions on a table and a Google of their own.
type deployment struct {
	*lambdatest.Cloud
	t        *testing.T
	google   *googlefake.Fake
	wire     *lambdatest.Wire // between the functions and all that they ask
	store    *dynamo.Store
	registry *registry.Registry
	done     func(m queue.Message, done bool)
	rung     int
}

// deploy starts a deployment without schools.
func deploy(t *testing.T) *deployment {
	t.Helper()
	database := testenv.DynamoDB(t)
	built, err := programs()
	if err != nil {
		t.Fatal(err)
	}
	began := time.Date(2026, 11, 24, 14, 0, 0, 0, time.UTC)
	d := &deployment{t: t, wire: &lambdatest.Wire{}, done: func(queue.Message, bool) {}}
	now := func() time.Time {
		if d.Cloud == nil {
			return began
		}
		return d.Now()
	}
	d.google = googlefake.Begin(t, googlefake.Options{}) // tokens are signed by the machine's clock
	key, err := d.google.Default().WriteKey(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	table := fmt.Sprintf("deployment-%d", time.Now().UnixNano()) // one for each, also when a test runs again
	template, err := lambdatest.ReadTemplate(templatePath, map[string]string{"Table": table, "GoogleKey": key})
	if err != nil {
		t.Fatal(err)
	}
	d.Cloud = lambdatest.Start(t, lambdatest.Options{
		Template: template, Programs: built, Now: began, Wire: d.wire,
		Environment: map[string]string{
			"AWS_ENDPOINT_URL_DYNAMODB": d.to(database), "SHELFMATES_GOOGLE_ENDPOINT": d.to(d.google.URL()),
		},
		Done: func(l lambdatest.Letter, done bool) {
			if m, err := queue.Parse(l.Body); err == nil {
				d.done(m, done)
			}
		},
	})
	d.store = dynamo.New(aws.Config{
		Region: "us-east-1", BaseEndpoint: &database, Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
	}, table, now)
	if err := d.store.CreateTable(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.registry = registry.New(d.store.Registry())
	return d
}

// to is an address of a service behind the wire.
func (d *deployment) to(target string) string {
	d.t.Helper()
	at, err := d.wire.To(target)
	if err != nil {
		d.t.Fatal(err)
	}
	return at
}

// minute lets a minute go by, ticks, and deals with all that can be seen.
func (d *deployment) minute() {
	d.t.Helper()
	d.Advance(time.Minute)
	if err := d.Tick(d.t.Context()); err != nil {
		d.t.Fatalf("tick: %v\n%s", err, strings.Join(d.Lines(), "\n"))
	}
	d.Drain(d.t.Context())
}

// quietMinute lets time go by until the minute before one in which a school's
// slot has no turn.
func (d *deployment) quietMinute(school string) {
	slot, _ := registry.SlotOf(school)
	for range 3 {
		if next := int(d.Now().Add(time.Minute).Unix()/60) % registry.Slots; next != slot && next != slot-1 && next != slot-2 {
			return
		}
		d.Advance(time.Minute)
	}
}

// register registers a school.
func (d *deployment) register(school, spreadsheet string) {
	d.t.Helper()
	if _, err := d.registry.Add(d.t.Context(), registry.School{ID: school, Sheet: spreadsheet}); err != nil {
		d.t.Fatal(err)
	}
}

// ring puts a message for a school into the sync queue, as its Apps Script does.
func (d *deployment) ring(school, spreadsheet string) {
	d.t.Helper()
	d.rung++
	m := queue.Message{Task: queue.Sync, School: school, Sheet: spreadsheet, Cause: fmt.Sprintf("ping:%d", d.rung), At: d.Now()}
	body, err := m.Body()
	if err == nil {
		err = d.SQS.Send(syncQueue, m.Group(), m.ID(), body)
	}
	if err != nil {
		d.t.Fatal(err)
	}
}

// volunteers makes a sheet with one tab, some volunteers in it, and registers
// it as a school's.
func (d *deployment) volunteers(school string, names ...string) *googlefake.Staff {
	d.t.Helper()
	staff := d.google.NewSheet("sheet-of-"+school, "Partners of "+school, "America/Chicago", "").Staff(d.t)
	staff.RenameTab("Sheet1", "Volunteers")
	staff.Fill("Volunteers", 1, []string{"Volunteer", "Email", "Status"})
	for i, name := range names {
		staff.Fill("Volunteers", 2+i, []string{name, address(name), "Active"})
	}
	d.register(school, "sheet-of-"+school)
	return staff
}

func address(name string) string {
	return strings.ToLower(strings.ReplaceAll(name, " ", ".")) + "@families.example"
}

// log returns the lines of the log. What a process has printed is all there once
// it has ended.
func (d *deployment) log() []string {
	d.KillAll()
	return d.Lines()
}

// logged returns the lines of the log with that message.
func (d *deployment) logged(message string) []map[string]any {
	d.t.Helper()
	var found []map[string]any
	for _, line := range d.log() {
		var fields map[string]any
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			d.t.Errorf("a line of the log is not JSON: %s", line)
		}
		if fields["msg"] == message {
			found = append(found, fields)
		}
	}
	return found
}

// private fails the test where the log has what staff typed.
func (d *deployment) private(typed ...string) {
	d.t.Helper()
	for _, line := range d.log() {
		if i := slices.IndexFunc(typed, func(s string) bool { return strings.Contains(line, s) }); i >= 0 {
			d.t.Errorf("the log has %q: %s", typed[i], line)
		}
	}
}
