package googlefake

// A Keyless is a workload identity pool provider that trusts an AWS role, and
// the service account that the role may act as.
type Keyless struct {
	Audience string // "//iam.googleapis.com/projects/…/providers/aws"
	Role     string // ARN of the assumed role: "arn:aws:sts::123456789012:assumed-role/sync"
	Account  string // e-mail of the service account

	// AccessKeyID and SecretAccessKey are what AWS gave the role; the fake of
	// AWS's side checks the signature with them.
	AccessKeyID, SecretAccessKey, SessionToken string
}

// TrustAWS sets up keyless access.
func (f *Fake) TrustAWS(k Keyless) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pools = append(f.pools, &k)
}
