package sheet

import (
	"strings"

	"shelfmates/shared/partnership"
)

// choice reads a cell that holds one of the column's choices.
func (in *reader) choice(col *Column, at int, c Cell) Value {
	s := Show(c)
	if spelled, ok := col.spelled(s, c); ok {
		return Value{State: Good, Text: spelled}
	}
	if col.Open {
		return in.text(col, at, c)
	}
	if other, ok := col.Elsewhere[partnership.Fold(s)]; ok {
		return in.bad(ChoiceElsewhere, col, at, c, "", other)
	}
	return in.bad(ChoiceUnknown, col, at, c, Closest(s, col.Choices), col.Choices...)
}

// spelled returns the choice that s, or the box c, means.
func (col *Column) spelled(s string, c Cell) (string, bool) {
	for _, choice := range col.Choices {
		if s == choice {
			return choice, true
		}
	}
	if c.Kind == BoolCell {
		s = "no"
		if c.Bool {
			s = "yes"
		}
	}
	s = partnership.Fold(s)
	if col.Short {
		s = strings.TrimSuffix(s, ".")
	}
	choice, ok := col.choice[s]
	return choice, ok
}

// yesNo reads a cell of a YesNo or Checkbox column, and says what stands for one
// that cannot be read where that is settled.
func (in *reader) yesNo(col *Column, at int, c Cell) Value {
	v := in.tick(col, at, c)
	if v.State == Bad && col.Careful != "" {
		in.problems[len(in.problems)-1].Kept = col.Careful
	}
	return v
}

// tick reads a cell that says yes or no. An unticked Checkbox is blank; an
// unticked box in a YesNo column says no.
func (in *reader) tick(col *Column, at int, c Cell) Value {
	var yes bool
	switch c.Kind {
	case BoolCell:
		yes = c.Bool
	case NumberCell:
		if c.Number != 0 && c.Number != 1 || c.Format != PlainFormat {
			return in.bad(YesNoUnread, col, at, c, "")
		}
		yes = c.Number == 1
	default:
		var ok bool
		if yes, ok = yesOrNo(c.Text); !ok {
			return in.bad(YesNoUnread, col, at, c, guessYesNo(c.Text))
		}
	}
	switch {
	case yes:
		return Value{State: Good, Num: 1}
	case col.Type == Checkbox:
		return Value{}
	}
	return Value{State: Good}
}

func yesOrNo(s string) (yes, ok bool) {
	switch partnership.Fold(s) {
	case "yes", "y", "sí", "si", "true", "1":
		return true, true
	case "no", "n", "false", "0":
		return false, true
	}
	return false, false
}

// guessYesNo returns the word to type for one that means the same. Words a
// letter away mean something else: "on" is not no, and "yet" is not yes.
func guessYesNo(s string) string {
	switch strings.TrimRight(partnership.Fold(s), "!.") {
	case "yes", "ye", "yess", "yep", "yeah", "yup", "yes please", "✓", "✔":
		return "Yes"
	case "no", "nope", "nah", "no thanks", "no thank you":
		return "No"
	}
	return ""
}
