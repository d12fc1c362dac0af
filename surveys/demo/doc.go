// Package demo makes the demo organisation: a retailer that does not exist, with shops, surveys, visits and a scorecard that
// show every page and every workbook at work.
//
// Whatever it can, it does through the use cases of package service, as its people would: it plans visits, sends reports,
// returns and publishes them, on a clock of its own that it moves through the months before the chosen day. Only the
// thousands of survey responses are written in bulk, checked by the same rules as everybody's. Everything is made from
// fixed seeds, so that two demos of one day hold the same answers and scores; passwords, links and keys are random each
// time and shown once.
package demo
