package letter

import (
	"strings"
	"testing"
)

func TestAnExcerptIsWholeSentences(t *testing.T) {
	receipt := "Dear Ana,\n\nThis letter confirms that the Aldous family gave the following to Maple Hollow Elementary School Library:\n\n" +
		"- 12 November 2026: forty new picture books\n\nNo goods or services were given in return."
	for _, c := range []struct{ name, text, want string }{
		{
			"a list belongs to what opens it", receipt,
			"This letter confirms that the Aldous family gave the following to Maple Hollow Elementary School Library: 12 November 2026: forty new picture books. …",
		},
		{"a short letter is told whole", "Dear Ana,\n\nThank you.\n\nDana", "Thank you. Dana"},
		{"a sentence that has no room is left out whole", "Thank you for the bread. " + strings.Repeat("We ate it ", 20) + ".", "Thank you for the bread. …"},
		{"a sentence that never ends is cut where it pauses", "Thank you for the bread, " + strings.Repeat("and more bread ", 40), "Thank you for the bread, " + strings.Repeat("and more bread ", 19) + "and more …"},
	} {
		if got := excerpt(c.text); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}
