package match

import "shelfmates/shared/partnership"

// Knows reports whether a record of one of those tabs, live or removed, has or
// had the name.
func (n *Names) Knows(tabs []partnership.Kind, name string) bool {
	return n.known(name, context{kinds: tabs})
}
