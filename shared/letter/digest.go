package letter

// Digest composes the weekly digest of f.
func Digest(f DigestFacts) Letter {
	return Letter{}
}
