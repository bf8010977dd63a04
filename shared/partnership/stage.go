package partnership

// A Stage is how far a partnership has come.
type Stage string

// The stages. Quiet is never typed: it is worked out only.
const (
	Prospect  Stage = "Prospect"
	TryingOut Stage = "Trying out"
	Regular   Stage = "Regular"
	Sustained Stage = "Sustained"
	Quiet     Stage = "Quiet"
	Paused    Stage = "Paused"
	Ended     Stage = "Ended"
)
