package recognition

// A Post is one text as one network counts it.
type Post struct {
	Network string // "Bluesky"
	Text    string
	Count   int
	Limit   int
	Compose string // address that opens the network's composer; "" where it has none
	Fills   bool   // Compose carries the text; otherwise it is to be pasted
}

// Fits reports whether the network takes the text whole.
func (p Post) Fits() bool { return p.Count <= p.Limit }
