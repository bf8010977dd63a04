package dynamo

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shelfmates/shared/store"
)

// An expression collects the placeholders of one action. Every name goes
// through one, so a reserved word or a dot in a name means nothing.
type expression struct {
	names  map[string]string // placeholder -> name
	values avs
	byName map[string]string
}

func (e *expression) name(name string) string {
	if p, has := e.byName[name]; has {
		return p
	}
	if e.names == nil {
		e.names, e.byName = map[string]string{}, map[string]string{}
	}
	p := "#" + strconv.Itoa(len(e.names))
	e.names[p], e.byName[name] = name, p
	return p
}

func (e *expression) value(value any) string {
	if e.values == nil {
		e.values = avs{}
	}
	p := ":" + strconv.Itoa(len(e.values))
	e.values[p] = toValue(value)
	return p
}

// condition says that all conditions of a hold at now, Unix seconds. An Update
// of an item whose time is over would bring its old attributes back, so it has
// a condition against that. The result is nil when there is nothing to say.
func (e *expression) condition(a store.Action, now int64) *string {
	var parts []string
	needsLive := a.Op == store.Update
	for _, c := range a.If {
		switch {
		case c.Absent && c.Attr == "":
			parts = append(parts, e.absent(store.SortName, now))
		case c.Absent:
			parts = append(parts, e.absent(c.Attr, now))
		case c.Attr == "":
			parts = append(parts, "attribute_exists("+e.name(store.SortName)+")")
			needsLive = true
		case c.Equals == nil:
			parts = append(parts, "attribute_exists("+e.name(c.Attr)+")")
			needsLive = true
		default:
			parts = append(parts, e.name(c.Attr)+" = "+e.value(c.Equals))
			needsLive = true
		}
	}
	if needsLive {
		ttl := e.name(store.TTL)
		parts = append(parts, "(attribute_not_exists("+ttl+") OR "+ttl+" > "+e.value(now)+")")
	}
	if len(parts) == 0 {
		return nil
	}
	all := strings.Join(parts, " AND ")
	return &all
}

func (e *expression) absent(name string, now int64) string {
	return "(attribute_not_exists(" + e.name(name) + ") OR " + e.name(store.TTL) + " <= " + e.value(now) + ")"
}

// update says what an Update changes. One that changes nothing still makes an
// absent item, as the port promises, by removing what is never there.
func (e *expression) update(a store.Action) *string {
	var parts []string
	clause := func(word string, terms []string) {
		if len(terms) > 0 {
			parts = append(parts, word+" "+strings.Join(terms, ", "))
		}
	}
	var set, add, remove []string
	for _, name := range slices.Sorted(maps.Keys(a.Attrs)) {
		set = append(set, e.name(name)+" = "+e.value(a.Attrs[name]))
	}
	for _, name := range slices.Sorted(maps.Keys(a.Add)) {
		add = append(add, e.name(name)+" "+e.value(a.Add[name]))
	}
	for _, name := range a.Remove {
		remove = append(remove, e.name(name))
	}
	if len(set)+len(add)+len(remove) == 0 {
		remove = []string{e.name("never")}
	}
	clause("SET", set)
	clause("ADD", add)
	clause("REMOVE", remove)
	all := strings.Join(parts, " ")
	return &all
}

// oldOnFailure asks for the item that broke a condition.
const oldOnFailure = types.ReturnValuesOnConditionCheckFailureAllOld
