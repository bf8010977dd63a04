package googlefake

import "fmt"

// An advice is an error whose text is a sentence for the person at the page, or
// one of Google's own for the person in front of the sheet.
type advice string

func (a advice) Error() string { return string(a) }

func advise(format string, args ...any) error { return advice(fmt.Sprintf(format, args...)) }
