package registry

import (
	"fmt"
	"hash/fnv"
	"time"
)

// The partitions of the table.
const (
	schoolPart  = "REG#SCHOOL"
	sheetPart   = "REG#SHEET"
	slotPart    = "REG#SLOT#" // and the number of the slot
	duePart     = "REG#DUE"
	accountPart = "REG#ACCOUNT"
	tickPart    = "REG#TICK"
)

// What sort keys begin with. In a slot failing schools come before all.
const (
	schoolSort  = "SCHOOL#"
	sheetSort   = "SHEET#"
	failingSort = "FAILING#"
	accountSort = "ACCOUNT#"
	lastSort    = "LAST"
)

// end is after every sort key that goes on behind prefix.
func end(prefix string) string { return prefix + "\U0010FFFF" }

// Attributes. An item of a kind has all attributes of that kind, so that who
// compares them compares the item.
const (
	attrSchema   = "schema"
	attrSchool   = "school"
	attrSheet    = "sheet"
	attrZone     = "zone"
	attrAudience = "audience"
	attrDue      = "due." // and the task; Unix milliseconds like all times, 0 = never
	attrTask     = "task"
	attrAt       = "at"
	attrSince    = "since"
	attrToken    = "token"
	attrMinute   = "minute"
)

// Slots is how many parts the schools are divided into. Each minute is one
// slot's turn.
const Slots = 15

// Quarters is how many turns a slot has in an hour.
const Quarters = 4

// SlotOf returns the slot of a school, from 0 to Slots-1, and which of the
// slot's turns in an hour is the school's at night, from 0 to Quarters-1. Every
// version of the program has to give the same.
func SlotOf(school string) (slot, quarter int) {
	h := fnv.New32a()
	_, _ = h.Write([]byte(school))
	sum := h.Sum32() % (Slots * Quarters)
	return int(sum % Slots), int(sum / Slots)
}

func slotPartition(slot int) string { return fmt.Sprintf("%s%02d", slotPart, slot) }

func schoolKey(school string) Key   { return Key{schoolPart, schoolSort + school} }
func sheetKey(sheet string) Key     { return Key{sheetPart, sheetSort + sheet} }
func accountKey(account string) Key { return Key{accountPart, accountSort + account} }

// tickKey is of the one item that says which minute was last.
func tickKey() Key { return Key{tickPart, lastSort} }

func slotKey(school string) Key {
	slot, _ := SlotOf(school)
	return Key{slotPartition(slot), schoolSort + school}
}

func failingKey(school string) Key {
	slot, _ := SlotOf(school)
	return Key{slotPartition(slot), failingSort + school}
}

// dueKey puts what is due in the order of its time.
func dueKey(at int64, task Task, school string) Key {
	return Key{duePart, dueSort(at) + "#" + string(task) + "#" + school}
}

// dueSort writes milliseconds so that they sort; 13 digits last until 2286.
func dueSort(at int64) string { return fmt.Sprintf("%013d", max(0, at)) }

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
