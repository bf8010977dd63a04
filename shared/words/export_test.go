package words

// HasProblem reports whether there are words for a code.
func HasProblem(code string) bool { _, ok := phrases[code]; return ok }

// ProblemKeys returns the keys of all phrases.
func ProblemKeys() []string {
	var keys []string
	for key := range phrases {
		keys = append(keys, key)
	}
	return keys
}
