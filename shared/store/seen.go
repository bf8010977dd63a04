package store

import "time"

// Attributes of the SEEN item, times in Unix milliseconds.
const (
	attrSeen   = "began"
	attrListed = "listed"
	attrTabs   = "tabs"
	attrZone   = "zone"
)

// A Seen is what the last whole read of the spreadsheet leaves for the next.
// It is a hint: whoever has it and finds that it no longer holds asks anew.
type Seen struct {
	Began  time.Time // when the read began; zero for a sheet never read
	Listed time.Time // when Tabs and Zone were asked for; zero where that is no request of its own
	Tabs   string    // the tabs there are, as their reader wrote them
	Zone   string    // IANA zone of the spreadsheet, "" where it has none
}

// Item returns the SEEN item of s.
func (s Seen) Item() Item {
	a := Attrs{attrSeen: millis(s.Began)}
	if !s.Listed.IsZero() {
		a[attrListed], a[attrTabs], a[attrZone] = millis(s.Listed), s.Tabs, s.Zone
	}
	return Item{Key: SeenKey, Attrs: a}
}

// ReadSeen reads the SEEN item; the zero Item is a sheet never read.
func ReadSeen(i Item) Seen {
	return Seen{
		Began: instant(i.Int(attrSeen)), Listed: instant(i.Int(attrListed)),
		Tabs: i.Text(attrTabs), Zone: i.Text(attrZone),
	}
}
