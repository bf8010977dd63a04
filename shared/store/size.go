package store

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// Names of the key attributes in a table, which no item may use for its own.
const (
	PartitionName = "pk" // holds SchoolPrefix and the school
	SortName      = "sk" // holds the key of the item
	SchoolPrefix  = "S#"
)

// maxKeyBytes is the longest sort key of DynamoDB (Service quotas, read
// 2026-11).
const maxKeyBytes = 1024

// Size is the size of an item in bytes as DynamoDB counts it (Developer Guide,
// "DynamoDB item sizes and formats", read 2026-11): names and strings in UTF-8,
// binary as it is, a yes/no one byte, a number one byte for two digits and one
// more, and the keys counted in.
func Size(school string, i Item) int {
	n := len(PartitionName) + len(SchoolPrefix) + len(school) + len(SortName) + len(i.Key)
	for name, value := range i.Attrs {
		n += len(name) + valueSize(value)
	}
	return n
}

func valueSize(value any) int {
	switch v := value.(type) {
	case string:
		return len(v)
	case []byte:
		return len(v)
	case int64:
		return numberSize(v)
	default:
		return 1
	}
}

// numberSize counts the significant digits without leading and trailing zeros,
// two to a byte, one byte for the exponent and one for a minus sign.
func numberSize(v int64) int {
	if v == 0 {
		return 1
	}
	n := 1
	if v < 0 {
		n++
	}
	for v%10 == 0 {
		v /= 10
	}
	digits := 0
	for ; v != 0; v /= 10 {
		digits++
	}
	return n + (digits+1)/2
}

// Validate says what no store takes: ErrTooLarge for more than the limits, and
// a plain error for a Write that only a bug makes (a key twice, a value of
// another type). Every adapter asks it before it writes, so that what one
// refuses the others refuse too. What an Update leaves is judged by the adapter.
func Validate(school string, actions []Action) error {
	if len(actions) > MaxActions {
		return fmt.Errorf("write %d actions at once, %d are the most: %w", len(actions), MaxActions, ErrTooLarge)
	}
	if school == "" {
		return errors.New("write without a school")
	}
	total := 0
	seen := make(map[string]bool, len(actions))
	for _, a := range actions {
		if err := CheckKey(a.Key); err != nil {
			return err
		}
		if seen[a.Key] {
			return fmt.Errorf("write names the key %q twice", a.Key)
		}
		seen[a.Key] = true
		if err := a.validate(); err != nil {
			return fmt.Errorf("action on %s: %w", a.Key, err)
		}
		size := Size(school, Item{Key: a.Key, Attrs: a.Attrs})
		if size > MaxItemBytes {
			return fmt.Errorf("write %s of %d bytes: %w", a.Key, size, ErrTooLarge)
		}
		total += size
	}
	if total > MaxWriteBytes {
		return fmt.Errorf("write %d bytes at once: %w", total, ErrTooLarge)
	}
	return nil
}

// CheckKey says whether a key is one that every store takes.
func CheckKey(key string) error {
	switch {
	case key == "":
		return errors.New("key is empty")
	case len(key) > maxKeyBytes:
		return fmt.Errorf("key of %d bytes: %w", len(key), ErrTooLarge)
	case !utf8.ValidString(key):
		return fmt.Errorf("key %q is not UTF-8", key)
	}
	return nil
}

func (a Action) validate() error {
	if (a.Op == Delete || a.Op == Check) && len(a.Attrs) > 0 || a.Op != Update && len(a.Add)+len(a.Remove) > 0 {
		return errors.New("holds attributes that its operation does not use")
	}
	if a.Op == Check && len(a.If) == 0 {
		return errors.New("is a check without a condition")
	}
	names := map[string]bool{PartitionName: true, SortName: true, "": true}
	for name, value := range a.Attrs {
		if names[name] || !utf8.ValidString(name) {
			return fmt.Errorf("attribute %q cannot have that name", name)
		}
		if err := checkValue(value); err != nil {
			return fmt.Errorf("attribute %s: %w", name, err)
		}
		if _, isInt := value.(int64); name == TTL && !isInt {
			return errors.New("attribute ttl is not a number of seconds")
		}
	}
	for name := range a.Attrs {
		names[name] = true
	}
	for name := range a.Add {
		if names[name] {
			return fmt.Errorf("attribute %q is changed twice or cannot have that name", name)
		}
		names[name] = true
	}
	for _, name := range a.Remove {
		if names[name] {
			return fmt.Errorf("attribute %q is changed twice or cannot have that name", name)
		}
		names[name] = true
	}
	for _, c := range a.If {
		if err := c.validate(); err != nil {
			return err
		}
	}
	return nil
}

func (c Condition) validate() error {
	if c.Attr == "" && c.Equals != nil || c.Absent && c.Equals != nil {
		return errors.New("condition compares what it says is absent, or no attribute")
	}
	if _, isBytes := c.Equals.([]byte); isBytes {
		return fmt.Errorf("condition on %s compares bytes", c.Attr)
	}
	if c.Equals == nil {
		return nil
	}
	return checkValue(c.Equals)
}

func checkValue(value any) error {
	switch v := value.(type) {
	case string:
		if !utf8.ValidString(v) {
			return errors.New("text is not UTF-8")
		}
		return nil
	case int64, bool, []byte:
		return nil
	default:
		return fmt.Errorf("a value of type %T cannot be stored", value)
	}
}

// Holds judges the condition on an item, nil when there is none.
func (c Condition) Holds(i *Item) bool {
	if c.Attr == "" {
		return (i == nil) == c.Absent
	}
	var value any
	there := false
	if i != nil {
		value, there = i.Attrs[c.Attr]
	}
	switch {
	case c.Absent:
		return !there
	case c.Equals == nil:
		return there
	default:
		if _, isBytes := value.([]byte); isBytes {
			return false
		}
		return there && value == c.Equals
	}
}

// Expired says whether an item's time to live is over at now, in Unix seconds.
func (i Item) Expired(now int64) bool {
	ttl, has := i.Attrs[TTL].(int64)
	return has && ttl <= now
}
