package googlefake

import "time"

// An edit is one thing that changes.list may tell of, and who hears of it.
type edit struct {
	file   string
	at     time.Time
	access map[string]bool
}
