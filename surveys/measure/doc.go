// Package measure computes every number Touchstone publishes: NPS, satisfaction, effort, the 综合满意度, the score of a
// visit, the scorecard, their intervals and tests. It is pure arithmetic: it reads no database, no clock and no text, so
// that a page, the API and a workbook that ask for the same thing get the same number.
//
// Rules that hold in every file:
//   - No answers means surveys.NotAvailable, never 0. One answer has a value and no interval.
//   - Values are unrounded. Only what shows a number rounds it, with Round. Bands and levels are compared after Clean,
//     which takes off the dust of binary fractions.
//   - Shares and rates are 0…100, NPS −100…100, means are in points of their scale.
//   - n is what a figure stands on, base what was asked; both travel with the figure.
//   - Intervals are 95 %. Those of a bounded scale are cut at its ends.
package measure
