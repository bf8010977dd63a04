package lambdatest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
)

// Options are what a Cloud is made of.
type Options struct {
	Template *Template
	Programs map[string]string // bootstrap by the name of its zip: "sync"
	// Environment is beside the template's: endpoints, credentials of tests.
	Environment map[string]string
	Wire        *Wire // the queues are asked through it; it ends with the Cloud
	Now         time.Time
	// Done is told of every message that a function had, as it ends; nil where
	// nobody watches.
	Done func(l Letter, done bool)
}

// A Cloud is a deployment that runs on this machine.
type Cloud struct {
	Options
	t   testing.TB
	SQS *SQS

	functions map[string]*function
	routes    []*route
	queuesAt  string // endpoint of the queues

	mu      sync.Mutex
	clock   time.Time
	invoked int
	printed lines
}

// A function has the processes that were started for it.
type function struct {
	FunctionSpec
	program string
	idle    []*Process
	all     []*Process
}

// A route brings messages of a queue to a function.
type route struct {
	Source
	to      *function
	running int
}

// Start starts a deployment. It ends with the test. A function of the template
// that has no program fails it.
func Start(t testing.TB, o Options) *Cloud {
	t.Helper()
	c := &Cloud{Options: o, t: t, clock: o.Now, functions: map[string]*function{}}
	c.SQS = StartSQS(c.Now, o.Template.Queues...)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the functions printed:\n%s", strings.Join(c.Lines(), "\n"))
		}
		c.KillAll()
		o.Wire.Close()
		c.SQS.Close()
	})
	o.Wire.Snap = c.KillAll
	var err error
	if c.queuesAt, err = o.Wire.To(c.SQS.URL()); err != nil {
		t.Fatal(err)
	}
	for _, spec := range o.Template.Functions {
		name := strings.TrimSuffix(path.Base(spec.Code), ".zip")
		f := &function{FunctionSpec: spec, program: o.Programs[name]}
		if f.program == "" {
			t.Fatalf("function %s has the code %s, which nobody built", spec.Name, spec.Code)
		}
		c.functions[spec.Name] = f
		for _, s := range spec.Sources {
			c.routes = append(c.routes, &route{Source: s, to: f})
		}
	}
	return c
}

// Now is the time of the deployment.
func (c *Cloud) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.clock
}

// Advance lets time go by. Processes take the time of their start, so those
// that wait end, and the next event starts others.
func (c *Cloud) Advance(d time.Duration) {
	c.mu.Lock()
	c.clock = c.clock.Add(d)
	var idle []*Process
	for _, f := range c.functions {
		idle = append(idle, f.idle...)
		f.idle = nil
	}
	c.mu.Unlock()
	for _, p := range idle {
		p.Kill()
	}
}

// KillAll kills every process, also those at work.
func (c *Cloud) KillAll() {
	c.mu.Lock()
	var all []*Process
	for _, f := range c.functions {
		all = append(all, f.all...)
		f.all, f.idle = nil, nil
	}
	c.mu.Unlock()
	for _, p := range all {
		p.Kill()
	}
}

// Lines are what all functions have printed so far, a line each.
func (c *Cloud) Lines() []string { return c.printed.all() }

// Tick calls the functions that the template calls every minute. The error is
// that of one that failed.
func (c *Cloud) Tick(ctx context.Context) error {
	for _, name := range slices.Sorted(maps.Keys(c.functions)) {
		for _, schedule := range c.functions[name].Schedules {
			if schedule != "rate(1 minute)" {
				return fmt.Errorf("a schedule of %q is not known here", schedule)
			}
			if _, err := c.invoke(ctx, c.functions[name], []byte("{}")); err != nil {
				return fmt.Errorf("call %s: %w", name, err)
			}
		}
	}
	return nil
}

// Drain brings all messages that can be seen to their functions, also those
// that come in meanwhile, as many at a time as the template says. What failed
// is hidden afterwards.
func (c *Cloud) Drain(ctx context.Context) {
	ended := make(chan *route)
	running := 0
	for {
		for _, r := range c.routes {
			for r.Concurrency == 0 || r.running < r.Concurrency {
				letters, err := c.SQS.queues.receive(r.Queue, r.Batch)
				if err != nil {
					c.t.Errorf("receive from %s: %v", r.Queue, err)
				}
				if len(letters) == 0 {
					break
				}
				r.running++
				running++
				go func() {
					c.deliver(ctx, r, letters)
					ended <- r
				}()
			}
		}
		if running == 0 {
			return
		}
		(<-ended).running--
		running--
	}
}

// deliver brings one batch to a function and deletes what is done.
func (c *Cloud) deliver(ctx context.Context, r *route, letters []Letter) {
	failed := map[string]bool{}
	payload, err := json.Marshal(sqsEvent(r.ARN, letters))
	if err == nil {
		payload, err = c.invoke(ctx, r.to, payload)
	}
	var answer events.SQSEventResponse
	if err == nil && r.Partial {
		err = json.Unmarshal(payload, &answer)
	}
	for _, f := range answer.BatchItemFailures {
		failed[f.ItemIdentifier] = true
	}
	for _, l := range letters {
		done := err == nil && !failed[l.ID]
		if done {
			if err := c.SQS.queues.delete(r.Queue, l.Receipt); err != nil {
				c.t.Errorf("delete a message that is done: %v", err)
			}
		}
		if c.Done != nil {
			c.Done(l, done)
		}
	}
}

// invoke hands an event to a process of a function that waits, or to a new one.
func (c *Cloud) invoke(ctx context.Context, f *function, payload []byte) ([]byte, error) {
	p, id, err := c.process(f)
	if err != nil {
		return nil, err
	}
	answer, err := p.Invoke(ctx, id, payload)
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil && slices.Contains(f.all, p) {
		f.idle = append(f.idle, p)
	}
	return answer, err
}

func (c *Cloud) process(f *function) (*Process, string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.invoked++
	id := fmt.Sprintf("event-%d", c.invoked)
	if n := len(f.idle); n > 0 {
		p := f.idle[n-1]
		f.idle = f.idle[:n-1]
		return p, id, nil
	}
	p, err := StartProcess(f.program, c.environment(f), f.Timeout, &c.printed)
	if err != nil {
		return nil, "", err
	}
	f.all = append(f.all, p)
	return p, id, nil
}

// environment is what a process finds: what AWS sets, what the template sets,
// what the test adds.
func (c *Cloud) environment(f *function) []string {
	all := map[string]string{
		"AWS_REGION": region, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE": fmt.Sprint(f.Memory), "AWS_LAMBDA_FUNCTION_NAME": f.Name,
		"SHELFMATES_NOW":       c.clock.UTC().Format(time.RFC3339),
		"AWS_ENDPOINT_URL_SQS": c.queuesAt,
	}
	maps.Copy(all, f.Variables)
	maps.Copy(all, c.Options.Environment)
	list := make([]string, 0, len(all))
	for name, value := range all {
		list = append(list, name+"="+value)
	}
	return list
}
