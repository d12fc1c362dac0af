package store

import (
	"context"
	"database/sql"
	"errors"
	"net"
	"strings"

	"github.com/uptrace/bun/driver/pgdriver"
	"modernc.org/sqlite"

	"touchstone/surveys"
)

// uniqueRules maps a broken unique rule to its error key: the index name as PostgreSQL says it, the columns as SQLite
// says them.
var uniqueRules = []struct{ index, columns, key string }{
	{"users_email", "users.org_id, users.email", "error.email_taken"},
	{"instruments_code", "instruments.org_id, instruments.code", "error.code_taken"},
	{"waves_code", "waves.org_id, waves.code", "error.code_taken"},
	{"programmes_code", "programmes.org_id, programmes.code", "error.code_taken"},
	{"assessments_code", "assessments.org_id, assessments.code", "error.code_taken"},
	{"orgs_code_key", "orgs.code", "error.code_taken"},
	{"roles_code", "roles.org_id, roles.code", "error.code_taken"},
	{"staff_code", "staff.org_id, staff.client_id, staff.code", "error.code_taken"},
	{"clients_code", "clients.org_id, clients.code", "error.code_taken"},
	{"units_code", "units.org_id, units.client_id, units.code", "error.code_taken"},
	{"brands_code", "brands.org_id, brands.client_id, brands.code", "error.code_taken"},
	{"locations_code", "locations.org_id, locations.client_id, locations.code", "error.code_taken"},
	{"touchpoints_code", "touchpoints.org_id, touchpoints.client_id, touchpoints.code", "error.code_taken"},
	{"channels_code", "channels.org_id, channels.code", "error.code_taken"},
	{"public_codes_pkey", "public_codes.code", "error.code_taken"},
	{"assessment_lines_single", "assessment_lines.org_id, assessment_lines.assessment_id, assessment_lines.kind", "error.line_taken"},
}

// translate turns an engine's error into one of ours. Errors of ours and unknown ones pass unchanged.
func translate(err error) error {
	var own *surveys.Error
	switch {
	case err == nil, errors.As(err, &own):
		return err
	case errors.Is(err, sql.ErrNoRows):
		return surveys.E(surveys.NotFound, "error.not_found")
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return surveys.E(surveys.Unavailable, "error.unavailable").Because(err)
	}
	if key, ok := uniqueViolation(err); ok {
		return surveys.E(surveys.Conflict, key).Because(err)
	}
	if busy(err) {
		return surveys.E(surveys.Unavailable, "error.unavailable").Because(err)
	}
	return err
}

// SQLite's extended result codes.
const (
	sqliteBusy       = 5
	sqliteLocked     = 6
	sqliteFull       = 13
	sqliteUnique     = 2067
	sqlitePrimaryKey = 1555
)

func uniqueViolation(err error) (key string, ok bool) {
	var pe pgdriver.Error
	var se *sqlite.Error
	said := ""
	switch {
	case errors.As(err, &pe) && pe.Field('C') == "23505":
		said = pe.Field('n')
	case errors.As(err, &se) && (se.Code() == sqliteUnique || se.Code() == sqlitePrimaryKey):
		said = se.Error()
	default:
		return "", false
	}
	for _, r := range uniqueRules {
		if said == r.index || strings.Contains(said, "failed: "+r.columns+" (") {
			return r.key, true
		}
	}
	return "error.conflict", true
}

// busy reports whether trying again later makes sense: time limits, locks, no connection, full disk.
func busy(err error) bool {
	var pe pgdriver.Error
	if errors.As(err, &pe) {
		code := pe.Field('C')
		return code == "57014" || code == "55P03" || code == "40001" || code == "40P01" || code == "53300" ||
			strings.HasPrefix(code, "57P") || strings.HasPrefix(code, "53") || strings.HasPrefix(code, "08")
	}
	var se *sqlite.Error
	if errors.As(err, &se) {
		c := se.Code() & 0xff
		return c == sqliteBusy || c == sqliteLocked || c == sqliteFull
	}
	var ne net.Error
	return errors.As(err, &ne) || errors.Is(err, sql.ErrConnDone)
}
