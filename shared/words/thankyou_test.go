package words

import (
	"strings"
	"testing"
)

func TestNoLetterSaysWhatNobodyCanKnow(t *testing.T) {
	for variant := range uint32(64) {
		text := ThankForGift(Thanks{Praise: Praise{Variant: variant, Given: ThingGiven("A van", "")}, On: Date{2026, 11, 24}, Dear: "Ana"}).Text
		for _, odd := range []string{"meaning to write", "better than we can write", " A van"} {
			if strings.Contains(text, odd) {
				t.Errorf("a letter of any day, late or not, says %q:\n%s", odd, text)
			}
		}
	}
}

func TestTimeGivenIsNotRoundedUp(t *testing.T) {
	p := Praise{Who: "Lakeside YMCA", Program: "the Maker club", Minutes: 90}
	for name, text := range map[string]string{
		"a project in public": PraiseFinished(p).Website, "a year in public": PraiseAnniversary(p).Website,
		"a letter for a year": ThankForYear(Thanks{Praise: p}).Text, "a letter for a project": ThankForProject(Thanks{Praise: p}).Text,
	} {
		if !strings.Contains(text, "1 h 30 min") {
			t.Errorf("%s does not say 1 h 30 min: %s", name, text)
		}
	}
}
