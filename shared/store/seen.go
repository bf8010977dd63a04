package store

import "time"

// attrSeen is when the last whole read of the spreadsheet began, in Unix
// milliseconds.
const attrSeen = "began"

// SeenItem returns the SEEN item that says when the last whole read began.
func SeenItem(began time.Time) Item {
	return Item{Key: SeenKey, Attrs: Attrs{attrSeen: millis(began)}}
}

// ReadSeen reads the SEEN item; the zero Item is a sheet never read.
func ReadSeen(i Item) time.Time { return instant(i.Int(attrSeen)) }
