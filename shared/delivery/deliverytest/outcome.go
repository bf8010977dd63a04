package deliverytest

import (
	"errors"

	"shelfmates/shared/delivery"
)

// What a Transport's error says about the mail, as MAIL.md tells outcomes apart.
const (
	Sent    = "sent"
	Refused = "refused"
	AboutUs = "about us"
	Later   = "later"
	Unknown = "unknown"
)

// OutcomeOf names what an error of Transport.Send says.
func OutcomeOf(err error) string {
	switch {
	case err == nil:
		return Sent
	case errors.Is(err, delivery.ErrRefused):
		return Refused
	case errors.Is(err, delivery.ErrAboutUs):
		return AboutUs
	case errors.Is(err, delivery.ErrLater):
		return Later
	}
	return Unknown
}
