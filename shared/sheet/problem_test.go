package sheet

import (
	"testing"

	"shelfmates/shared/partnership"
)

func TestCauses(t *testing.T) {
	remains := func(tab partnership.Kind, name string, level Level, row int) Problem {
		return Problem{Code: NameRemains, Tab: tab, Row: row, At: 2, Value: name, Level: level}
	}
	t.Run("a name that is only said is another cause than one to take out", func(t *testing.T) {
		if remains("Hours", "Ana Ruiz", Fix, 3).Cause() == remains("Hours", "Ana Ruiz", Note, 4).Cause() {
			t.Error("they are one")
		}
	})
	t.Run("wherever it is to be taken out, it is one cause, and another name is another", func(t *testing.T) {
		if remains("Hours", "Ana Ruiz", Fix, 3).Cause() != remains("Ideas", "ANA  ruiz", Fix, 9).Cause() {
			t.Error("two cells with her name are two causes")
		}
		if remains("Hours", "Ana Ruiz", Fix, 3).Cause() == remains("Hours", "Ben Coles", Fix, 3).Cause() {
			t.Error("two names are one cause")
		}
	})
}
