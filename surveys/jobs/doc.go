// Package jobs runs background work from the job table: it claims what is due, holds a lease while it works, tries
// again later when an attempt fails, and gives up after a number of attempts. It knows the table through the Source
// interface only, and what a job does through its handlers.
package jobs
