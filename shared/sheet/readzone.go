package sheet

import (
	"strings"
	"time"

	"shelfmates/shared/partnership"
)

// zone reads the IANA name of a time zone.
func (in *reader) zone(col *Column, at int, c Cell) Value {
	s := cleanLine(c.Text)
	if c.Kind == TextCell && zoneExists(s) {
		return Value{State: Good, Text: s}
	}
	return in.bad(ZoneUnknown, col, at, c, usualZone(s))
}

func zoneExists(s string) bool {
	if s == "" || s == "Local" || !strings.Contains(s, "/") && s != "UTC" {
		return false
	}
	_, err := time.LoadLocation(s)
	return err == nil
}

// usualZone returns the zone that a name in common use, or a misspelled one,
// probably means.
func usualZone(s string) string {
	var zones []string
	for _, z := range usualZones {
		for _, name := range strings.Split(z.names, ",") {
			if partnership.Fold(s) == name {
				return z.zone
			}
		}
		zones = append(zones, z.zone)
	}
	return Closest(strings.ReplaceAll(s, " ", "_"), zones)
}

// usualZones are the zones of American schools, and what people call them.
var usualZones = []struct{ zone, names string }{
	{"America/New_York", "eastern,eastern time,est,edt,et,us/eastern,new york"},
	{"America/Chicago", "central,central time,cst,cdt,ct,us/central,chicago"},
	{"America/Denver", "mountain,mountain time,mst,mdt,mt,us/mountain,denver"},
	{"America/Phoenix", "arizona,phoenix,us/arizona"},
	{"America/Los_Angeles", "pacific,pacific time,pst,pdt,pt,us/pacific,los angeles"},
	{"America/Anchorage", "alaska,akst,akdt,anchorage"},
	{"Pacific/Honolulu", "hawaii,hst,honolulu"},
	{"America/Puerto_Rico", "puerto rico,ast,atlantic,san juan"},
	{"Pacific/Guam", "guam,chst"},
	{"Europe/London", "london,gmt,bst"},
	{"Pacific/Auckland", "auckland,nzst,nzdt,new zealand"},
}
