package googlefake

import "net/http"

func (f *Fake) page(http.ResponseWriter, *http.Request) bool { return false }
