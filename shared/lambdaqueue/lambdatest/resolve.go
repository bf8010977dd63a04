package lambdatest

import (
	"fmt"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// A node is a value of the template. One that is not there has no kind.
type node struct{ *yaml.Node }

func (n node) there() bool { return n.Kind != 0 }

// at walks down a mapping.
func (n node) at(path ...string) node {
	for _, key := range path {
		found := node{&yaml.Node{}}
		for k, v := range n.entries() {
			if k == key {
				found = v
			}
		}
		n = found
	}
	return n
}

// entries yields a mapping's entries in order, and nothing of anything else.
func (n node) entries() iter.Seq2[string, node] {
	return func(yield func(string, node) bool) {
		if !n.there() || n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i].Value, node{n.Content[i+1]}) {
				return
			}
		}
	}
}

// items yields a sequence.
func (n node) items() []node {
	if !n.there() || n.Kind != yaml.SequenceNode {
		return nil
	}
	items := make([]node, len(n.Content))
	for i, item := range n.Content {
		items[i] = node{item}
	}
	return items
}

// A resolver knows what Ref, GetAtt and Sub stand for. It remembers what it
// could not resolve first.
type resolver struct {
	root   node
	values map[string]string
	failed error
}

func (r *resolver) fail(n node, format string, args ...any) {
	if r.failed == nil {
		r.failed = fmt.Errorf("line %d: %s", n.Line, fmt.Sprintf(format, args...))
	}
}

func (r *resolver) number(n node) int {
	text := r.text(n)
	number, err := strconv.Atoi(text)
	if err != nil && text != "" {
		r.fail(n, "%q is no number", text)
	}
	return number
}

func (r *resolver) seconds(n node) time.Duration { return time.Duration(r.number(n)) * time.Second }

var inSub = regexp.MustCompile(`\$\{([^}]+)\}`)

// text resolves a value to what AWS would put there; "" where there is none.
func (r *resolver) text(n node) string {
	if !n.there() {
		return ""
	}
	switch n.Tag {
	case "!Ref", "!GetAtt":
		return r.named(n, n.Value)
	case "!Sub":
		return inSub.ReplaceAllStringFunc(n.Value, func(m string) string { return r.named(n, m[2:len(m)-1]) })
	}
	if n.Kind != yaml.ScalarNode || !strings.HasPrefix(n.Tag, "!!") {
		r.fail(n, "%s is not known here", n.Tag)
	}
	return n.Value
}

// named resolves "Name", of a parameter or resource, and "Name.Arn".
func (r *resolver) named(n node, what string) string {
	name, attribute, _ := strings.Cut(what, ".")
	if value, given := r.values[name]; given && attribute == "" {
		return value
	}
	if p := r.root.at("Parameters", name); p.there() {
		return p.at("Default").Value
	}
	queue := r.root.at("Resources", name, "Type").Value == queueType
	switch {
	case queue && attribute == "":
		return queueURL(r.queueName(name))
	case queue && attribute == "Arn":
		return "arn:aws:sqs:" + region + ":" + account + ":" + r.queueName(name)
	}
	r.fail(n, "nothing says what %s is", what)
	return ""
}

// queueName is what AWS could call a queue; it makes the name of a FIFO queue
// end so.
func (r *resolver) queueName(logical string) string {
	if r.root.at("Resources", logical, "Properties", "FifoQueue").Value == "true" {
		return logical + ".fifo"
	}
	return logical
}
