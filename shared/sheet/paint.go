package sheet

// The colours of the look as they stand on paper, in hex. Each adapter mixes
// them in its own way.
const (
	InkPaint    = "22262B"
	QuietPaint  = "5B6470"
	RulePaint   = "DDD6C8"
	PaperPaint  = "FBF9F4"
	HeaderPaint = "F1ECE0"
	GreenPaint  = "1F6F5C"

	amberPaint = "9A4A06"
	bluePaint  = "2B5C9E"
	redPaint   = "A3262A"

	amberTint = "FBEBD6"
	greenTint = "E2F1EC"
	blueTint  = "E6EEF8"
	redTint   = "F9E3E2"
)

// Ink is the tone as letters, and as the colour of a tab.
func (t Tone) Ink() string {
	switch t {
	case WaitingTone:
		return amberPaint
	case GoodTone:
		return GreenPaint
	case InfoTone:
		return bluePaint
	case LostTone:
		return redPaint
	case QuietTone:
		return QuietPaint
	}
	return InkPaint
}

// Tint is the tone as a ground, "" for a tone that colours the letters only.
func (t Tone) Tint() string {
	switch t {
	case WaitingTone:
		return amberTint
	case GoodTone:
		return greenTint
	case InfoTone:
		return blueTint
	case LostTone:
		return redTint
	}
	return ""
}
