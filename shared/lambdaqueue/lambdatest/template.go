package lambdatest

import (
	"fmt"
	"os"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// A Template is what template.yaml says, with its parameters filled in and its
// resources named.
type Template struct {
	Functions []FunctionSpec
	Queues    []QueueSpec
}

// A FunctionSpec describes a function and what calls it.
type FunctionSpec struct {
	Name      string // logical: "SyncFunction"
	Code      string // "dist/sync.zip"
	Timeout   time.Duration
	Memory    int // MB
	Variables map[string]string
	Sources   []Source
	Schedules []string // "rate(1 minute)"
}

// A Source is a queue whose messages a function gets.
type Source struct {
	Queue       string // its name
	ARN         string
	Batch       int  // messages in one event, at most
	Concurrency int  // events at the same time, at most
	Partial     bool // the function says which messages failed
}

const (
	queueType    = "AWS::SQS::Queue"
	functionType = "AWS::Serverless::Function"
)

// ReadTemplate reads a template. values are its parameters, where they are not
// to be as they stand there, and the names of resources that are neither
// functions nor queues ("Table").
func ReadTemplate(path string, values map[string]string) (*Template, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read template: %w", err)
	}
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		return nil, fmt.Errorf("read template: %w", err)
	}
	r := resolver{root: node{document.Content[0]}, values: values}
	t := &Template{}
	for name, resource := range r.root.at("Resources").entries() {
		properties := resource.at("Properties")
		switch resource.at("Type").Value {
		case queueType:
			t.Queues = append(t.Queues, r.queue(name, properties))
		case functionType:
			t.Functions = append(t.Functions, r.function(name, properties))
		}
	}
	if r.failed != nil {
		return nil, fmt.Errorf("read template: %w", r.failed)
	}
	return t, nil
}

func (r *resolver) queue(name string, p node) QueueSpec {
	spec := QueueSpec{
		Name: r.queueName(name), FIFO: p.at("FifoQueue").Value == "true",
		Visibility: r.seconds(p.at("VisibilityTimeout")),
	}
	if policy := p.at("RedrivePolicy"); policy.there() {
		spec.MaxReceives = r.number(policy.at("maxReceiveCount"))
		spec.DeadLetters = lastPart(r.text(policy.at("deadLetterTargetArn")))
	}
	return spec
}

func (r *resolver) function(name string, p node) FunctionSpec {
	spec := FunctionSpec{
		Name: name, Code: r.text(p.at("CodeUri")), Timeout: r.seconds(p.at("Timeout")),
		Memory: r.number(p.at("MemorySize")), Variables: map[string]string{},
	}
	for variable, value := range p.at("Environment", "Variables").entries() {
		spec.Variables[variable] = r.text(value)
	}
	for _, event := range p.at("Events").entries() {
		e := event.at("Properties")
		switch kind := event.at("Type").Value; kind {
		case "SQS":
			spec.Sources = append(spec.Sources, r.source(e))
		case "ScheduleV2":
			spec.Schedules = append(spec.Schedules, r.text(e.at("ScheduleExpression")))
		default:
			r.fail(event, "an event of type %q is not known here", kind)
		}
	}
	return spec
}

func (r *resolver) source(p node) Source {
	arn := r.text(p.at("Queue"))
	s := Source{
		Queue: lastPart(arn), ARN: arn, Batch: r.number(p.at("BatchSize")),
		Concurrency: r.number(p.at("ScalingConfig", "MaximumConcurrency")),
	}
	for _, kind := range p.at("FunctionResponseTypes").items() {
		s.Partial = s.Partial || kind.Value == "ReportBatchItemFailures"
	}
	return s
}

func lastPart(arn string) string { return arn[strings.LastIndexByte(arn, ':')+1:] }
