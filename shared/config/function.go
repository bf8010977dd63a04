package config

import (
	"errors"
	"net/url"
	"strings"
	"time"
)

// Names of the settings that only functions read.
const (
	SyncQueue = "SHELFMATES_SYNC_QUEUE"
	MailQueue = "SHELFMATES_MAIL_QUEUE"
)

// A Variable is a setting that a function reads.
type Variable struct {
	Name     string
	Optional bool // the function starts without it
}

// Function are the settings of a function on AWS.
type Function struct {
	Settings
	Table     string // of DynamoDB
	SyncQueue string // URLs of queues
	MailQueue string
}

// ParseFunction reads the settings that a function declares, and no others:
// what else the environment holds is nothing to it. One that is not optional
// and not set is as wrong as one of the wrong form.
func ParseFunction(lookup func(name string) string, variables []Variable) (Function, error) {
	declared := map[string]bool{}
	for _, v := range variables {
		declared[v.Name] = true
	}
	own := func(name string) string {
		if !declared[name] {
			return ""
		}
		return lookup(name)
	}
	settings, wrong := Parse(own)
	p := parser{lookup: own, wrong: []error{wrong}}
	for _, v := range variables {
		if !v.Optional && own(v.Name) == "" {
			p.refuse(v.Name, "it is not set")
		}
	}
	f := Function{Settings: settings, SyncQueue: p.queue(SyncQueue), MailQueue: p.queue(MailQueue)}
	switch store := settings.Store; store.Scheme {
	case "", "dynamodb":
		f.Table = store.Rest
	default:
		p.refuse(Store, "a function takes dynamodb:table")
	}
	if declared[GoogleKey] && settings.GoogleKey+settings.GoogleAudience+settings.GoogleDefault == "" {
		p.refuse(GoogleKey, "set it to a key, or %s for access without one", GoogleAudience)
	}
	return f, errors.Join(p.wrong...)
}

func (p *parser) queue(name string) string {
	v := p.lookup(name)
	if v == "" {
		return ""
	}
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || !strings.HasSuffix(u.Path, ".fifo") {
		p.refuse(name, "%q is not a queue that keeps order; it takes https://sqs.…/name.fifo", v)
		return ""
	}
	return v
}

// Clock returns the clock of a process that starts now: real, or one that
// begins at Now and runs on from there.
func (s Settings) Clock(real func() time.Time) func() time.Time {
	if s.Now.IsZero() {
		return real
	}
	began := real()
	return func() time.Time { return s.Now.Add(real().Sub(began)) }
}
