// Package library holds the built-in instruments (模板库), each an authored document in one JSON file, in Chinese and in
// English, and the touchpoints of the retail journey that they name.
//
//	after-visit        survey: satisfaction after a visit to a shop, with indicator tree, NPS, CES, reasons, comment
//	relationship-nps   survey: NPS of the whole relationship, five items
//	price-quiz         survey: three single choices about the price of a coffee, a sample
//	housing            survey: the variables of the Copenhagen housing satisfaction data, for imports
//	retail-checklist   checklist: 44 checks in 8 sections, one for each touchpoint
//	cmm-e              scorecard: CRM capability maturity, 8 categories of 8 indicators
//
// What is ours and what is not: sentences, hints, weights, bands and key marks are written for this product; names of
// the maturity indicators and levels, the three items of the price quiz and the variables of the housing data belong to
// their sources. Document.Source says so in each file and is printed on the methods sheet.
//
// Choices that a reader may wonder about:
//
//   - housing: sat is an outcome without option scores. The data are counts of three ordered grades; a mean of 1, 2, 3
//     would be our invention. The English labels equal the values of the published data, and the item codes its header,
//     so that an import needs no mapping.
//   - after-visit: consulting, trying on, paying and returning are asked about only when they happened. The indicator
//     tree leaves out what was not asked.
//   - retail-checklist: hints never tell what a check is worth, because the auditor must not see points.
//   - cmm-e: a key indicator weighs 2, any other 1; customer management weighs 16, the other categories 12 each.
//
// The package reads embedded files and imports package surveys only. A new instrument is a new JSON file and a line in
// the list of codes in library.go.
package library
