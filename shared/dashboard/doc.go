// Package dashboard is the pages of one school, as one http.Handler.
//
//	roster.Edition --desk--> numbers, debt, stories --page struct--> template --> buffer --> browser
//	                  |                                                   |
//	                  +------ kept while the edition stands --------------+
//
// Every page has a struct of ready strings and a template of its own; a
// template holds if, range and template, and decides nothing. What is costly
// is made once for each edition and day, and so are the bytes of each page: an
// unchanged page is answered with 304.
//
// Pages need no script. Where there is one, a small file of our own asks for
// the page again with its ETag, and puts the new content in place when the
// sheet was read again; nothing is pushed, so it works the same behind a
// function that cannot hold a connection open.
package dashboard
