// Package tally makes every number of a period that the program shows: the one
// place where they are made. What one person, partner or program ever gave is
// partnership's ServiceOf, ServiceFor and ServiceIn.
//
//	Index (who counts for whom) --+
//	                              +--> Tally of one period --> Figures, Lines, Months
//	thank-yous, from recognition -+             |
//	                                            +--> Previous: the year before, cut alike
//
// A Figure carries its value in whole units, how it is to be written, when it
// was true, and the rows it was made from: a tile and the list behind it show
// the same Figure. What cannot be made is n/a and never 0 % or 100 %. Rows
// dated ahead of the period's last day count from their day on.
package tally
