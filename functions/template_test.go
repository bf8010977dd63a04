package functions_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"shelfmates/shared/lambdaqueue/lambdatest"
	"shelfmates/shared/store"
)

const templatePath = "../template.yaml"

// resources are those of a type in the template, by name.
func resources(t *testing.T, kind string) map[string]map[string]any {
	t.Helper()
	text, err := os.ReadFile(templatePath)
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Resources map[string]map[string]any `yaml:"Resources"`
	}
	if err := yaml.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	found := map[string]map[string]any{}
	for name, r := range document.Resources {
		if r["Type"] == kind {
			found[name] = r
		}
	}
	if len(found) == 0 {
		t.Fatalf("the template has no %s", kind)
	}
	return found
}

// in walks down mappings.
func in(v any, path ...string) any {
	for _, key := range path {
		m, _ := v.(map[string]any)
		v = m[key]
	}
	return v
}

func TestTemplate(t *testing.T) {
	template, err := lambdatest.ReadTemplate(templatePath, map[string]string{"Table": "table"})
	if err != nil {
		t.Fatal(err)
	}
	t.Run("each function has its folder, and the time and memory that are agreed", func(t *testing.T) {
		agreed := map[string]struct {
			timeout time.Duration
			memory  int
		}{
			"sync": {240 * time.Second, 512}, "tick": {50 * time.Second, 256},
		}
		mains, err := filepath.Glob("*/main.go")
		if err != nil || len(mains) != len(template.Functions) {
			t.Fatalf("%d mains, %d functions in the template, %v", len(mains), len(template.Functions), err)
		}
		for _, f := range template.Functions {
			name := strings.TrimSuffix(filepath.Base(f.Code), ".zip")
			want, known := agreed[name]
			if f.Code != "dist/"+name+".zip" || !known || f.Timeout != want.timeout || f.Memory != want.memory {
				t.Errorf("%s: code %s, %s, %d MB, want %+v", f.Name, f.Code, f.Timeout, f.Memory, want)
			}
		}
		for name, f := range resources(t, "AWS::Serverless::Function") {
			if in(f, "Properties", "Runtime") != "provided.al2023" || !slices.Equal(in(f, "Properties", "Architectures").([]any), []any{"arm64"}) {
				t.Errorf("%s does not run on arm64 under provided.al2023", name)
			}
		}
	})
	t.Run("a message is hidden longer than a lease and a run last, and put aside after five", func(t *testing.T) {
		byName := map[string]lambdatest.QueueSpec{}
		for _, q := range template.Queues {
			byName[q.Name] = q
		}
		for _, q := range template.Queues {
			if strings.HasSuffix(q.Name, "DeadLetters.fifo") {
				continue
			}
			if _, there := byName[q.DeadLetters]; !q.FIFO || q.Visibility != 330*time.Second || q.MaxReceives != 5 || !there {
				t.Errorf("queue %+v", q)
			}
		}
	})
	t.Run("sync gets one message at a time and says itself what failed", func(t *testing.T) {
		for _, f := range template.Functions {
			for _, s := range f.Sources {
				if s.Queue != "SyncQueue.fifo" || s.Batch != 1 || !s.Partial || s.Concurrency < 2 {
					t.Errorf("%s gets %+v", f.Name, s)
				}
			}
		}
	})
	t.Run("one schedule, every minute", func(t *testing.T) {
		var all []string
		for _, f := range template.Functions {
			all = append(all, f.Schedules...)
		}
		if !slices.Equal(all, []string{"rate(1 minute)"}) {
			t.Errorf("schedules %v", all)
		}
	})
	t.Run("the table is kept, whatever happens to the stack", func(t *testing.T) {
		for name, table := range resources(t, "AWS::DynamoDB::Table") {
			p := table["Properties"]
			switch {
			case table["DeletionPolicy"] != "Retain" || table["UpdateReplacePolicy"] != "Retain":
				t.Errorf("%s goes with the stack", name)
			case in(p, "DeletionProtectionEnabled") != true:
				t.Errorf("%s can be deleted", name)
			case in(p, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled") != true:
				t.Errorf("%s has no way back", name)
			case in(p, "TimeToLiveSpecification", "AttributeName") != store.TTL:
				t.Errorf("nothing expires in %s", name)
			}
			for i, key := range in(p, "KeySchema").([]any) {
				if want := []string{store.PartitionName, store.SortName}[i]; in(key, "AttributeName") != want {
					t.Errorf("key %d of %s is %v, the store's is %s", i, name, in(key, "AttributeName"), want)
				}
			}
		}
	})
	t.Run("logs are kept for thirty days", func(t *testing.T) {
		for name, group := range resources(t, "AWS::Logs::LogGroup") {
			if in(group, "Properties", "RetentionInDays") != 30 {
				t.Errorf("%s: %v", name, in(group, "Properties"))
			}
		}
		for name, f := range resources(t, "AWS::Serverless::Function") {
			if in(f, "Properties", "LoggingConfig", "LogGroup") == nil {
				t.Errorf("%s logs where nothing is ever deleted", name)
			}
		}
	})
	t.Run("each function has a role of its own", func(t *testing.T) {
		roles := map[any]bool{}
		for _, f := range resources(t, "AWS::Serverless::Function") {
			roles[in(f, "Properties", "Role")] = true
		}
		if len(roles) != len(template.Functions) || roles[nil] {
			t.Errorf("%d functions have the roles %v", len(template.Functions), roles)
		}
	})
	t.Run("a role receives from its queue alone and sends to those that it rings", func(t *testing.T) {
		want := map[string]map[string][]string{
			"SyncRole": {"sqs:ReceiveMessage": {"SyncQueue.Arn"}, "sqs:DeleteMessage": {"SyncQueue.Arn"}, "sqs:SendMessage": {"SyncQueue.Arn", "MailQueue.Arn"}},
			"TickRole": {"sqs:SendMessage": {"SyncQueue.Arn", "MailQueue.Arn"}},
		}
		for name, role := range resources(t, "AWS::IAM::Role") {
			allowed := allows(in(role, "Properties"))
			for action, on := range allowed {
				if strings.Contains(action, "*") || slices.ContainsFunc(on, func(r string) bool { return strings.Contains(r, "*") }) {
					t.Errorf("%s may %s on %v", name, action, on)
				}
				if strings.HasPrefix(action, "sqs:") && strings.HasSuffix(action, "Message") && !slices.Equal(on, want[name][action]) {
					t.Errorf("%s may %s on %v, want %v", name, action, on, want[name][action])
				}
			}
			for action := range want[name] {
				if allowed[action] == nil {
					t.Errorf("%s may not %s", name, action)
				}
			}
			if in(role, "Properties", "ManagedPolicyArns") != nil {
				t.Errorf("%s has a policy that is not written here", name)
			}
		}
	})
	t.Run("an alarm tells of missing ticks, also when nothing is measured any more", func(t *testing.T) {
		for name, alarm := range resources(t, "AWS::CloudWatch::Alarm") {
			p := in(alarm, "Properties")
			missing := in(p, "TreatMissingData") == "breaching"
			if missing != (name == "TicksMissingAlarm") {
				t.Errorf("%s: missing data is %v", name, in(p, "TreatMissingData"))
			}
			if text, _ := in(p, "AlarmDescription").(string); len(text) < 80 {
				t.Errorf("%s does not say what to do: %q", name, text)
			}
		}
	})
}

// allows returns what a role may do on what.
func allows(role any) map[string][]string {
	allowed := map[string][]string{}
	list := func(v any) []string {
		switch v := v.(type) {
		case string:
			return []string{v}
		case []any:
			var all []string
			for _, one := range v {
				all = append(all, one.(string))
			}
			return all
		}
		return nil
	}
	policies, _ := in(role, "Policies").([]any)
	for _, policy := range policies {
		statements, _ := in(policy, "PolicyDocument", "Statement").([]any)
		for _, s := range statements {
			for _, action := range list(in(s, "Action")) {
				allowed[action] = append(allowed[action], list(in(s, "Resource"))...)
			}
		}
	}
	return allowed
}
