// Package service holds the use cases: what a person, a program or the clock can do. Each checks the permission, opens
// one transaction, writes the audit row beside the change and returns errors of package surveys. Pages, the API, jobs and
// the command line all call these functions; nothing below them decides who may do what.
//
// An actor's permission for a verb yields a scope, and every query takes that scope.
package service
