// Package ical writes the calendar part of a mail about a meeting: an iCalendar
// object (RFC 5545) with one event, as an invitation or as its cancellation
// (RFC 5546).
//
//	Event --check, clean--> properties --escape, quote--> lines --fold--> bytes
//
// Equal events give equal bytes: there is no clock in here. Whatever a cell of
// the sheet holds, it stays inside the value it was meant for; every property
// that is written is named in this package.
//
// Times are written in UTC and not in the school's zone. A meeting is one
// instant, and every calendar shows an instant right, in its reader's own time,
// on both sides of a change of clocks and in the hour that comes twice. A local
// time is right only where the calendar understands the rules of the zone that
// go with it, and Outlook leaves out rules that it cannot bring down to two
// dates a year ([MS-STANOICAL] 2.2.47, read 2026-11-24). What UTC gives up is a
// law that moves the clocks between invitation and meeting; that takes an
// update, as any other change does. The letter around the calendar part says
// the time as the school's clock shows it.
package ical
