package googlefake

import "net/http"

// ServeHTTP answers a call as Google does.
func (f *Fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	http.NotFound(w, r)
}
