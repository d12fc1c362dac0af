-- The first schema: places, people, instruments, responses, visits, assessments, and what derives from them.
-- Every key leads with org_id; the zero id means "none", so no key or reference column is ever NULL.

CREATE TABLE orgs (
  id {{.ID}} PRIMARY KEY, code TEXT NOT NULL UNIQUE, name {{.JSON}} NOT NULL, zone TEXT NOT NULL,
  settings {{.JSON}} NOT NULL, created_at {{.TS}} NOT NULL);

CREATE TABLE clients (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, code TEXT NOT NULL, name {{.JSON}} NOT NULL,
  PRIMARY KEY (org_id, id));
CREATE UNIQUE INDEX clients_code ON clients (org_id, code);

CREATE TABLE units (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, client_id {{.ID}} NOT NULL, parent_id {{.ID}} NOT NULL, code TEXT NOT NULL,
  name {{.JSON}} NOT NULL, position BIGINT NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, client_id) REFERENCES clients (org_id, id));
CREATE UNIQUE INDEX units_code ON units (org_id, client_id, code);

CREATE TABLE brands (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, client_id {{.ID}} NOT NULL, code TEXT NOT NULL, name {{.JSON}} NOT NULL,
  own BOOLEAN NOT NULL, position BIGINT NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, client_id) REFERENCES clients (org_id, id));
CREATE UNIQUE INDEX brands_code ON brands (org_id, client_id, code);

CREATE TABLE locations (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, client_id {{.ID}} NOT NULL, unit_id {{.ID}} NOT NULL, brand_id {{.ID}} NOT NULL,
  code TEXT NOT NULL, name {{.JSON}} NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('shop','phone','web','app')), zone TEXT NOT NULL,
  city {{.JSON}} NOT NULL, active BOOLEAN NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, client_id) REFERENCES clients (org_id, id),
  FOREIGN KEY (org_id, unit_id) REFERENCES units (org_id, id), FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id));
CREATE UNIQUE INDEX locations_code ON locations (org_id, client_id, code);
CREATE INDEX locations_unit ON locations (org_id, unit_id);

CREATE TABLE touchpoints (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, client_id {{.ID}} NOT NULL, code TEXT NOT NULL, name {{.JSON}} NOT NULL, position BIGINT NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, client_id) REFERENCES clients (org_id, id));
CREATE UNIQUE INDEX touchpoints_code ON touchpoints (org_id, client_id, code);

CREATE TABLE staff (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, client_id {{.ID}} NOT NULL, location_id {{.ID}} NOT NULL, code TEXT NOT NULL,
  post {{.JSON}} NOT NULL, active BOOLEAN NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, location_id) REFERENCES locations (org_id, id));
CREATE UNIQUE INDEX staff_code ON staff (org_id, client_id, code);

CREATE TABLE staff_posts (
  org_id {{.ID}} NOT NULL, staff_id {{.ID}} NOT NULL, from_day BIGINT NOT NULL, location_id {{.ID}} NOT NULL, post {{.JSON}} NOT NULL,
  PRIMARY KEY (org_id, staff_id, from_day), FOREIGN KEY (org_id, staff_id) REFERENCES staff (org_id, id));

CREATE TABLE users (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, email TEXT NOT NULL, name TEXT NOT NULL, lang TEXT NOT NULL, password_hash TEXT NOT NULL,
  totp_sealed {{.BYTES}}, disabled BOOLEAN NOT NULL, created_at {{.TS}} NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id) REFERENCES orgs (id));
CREATE UNIQUE INDEX users_email ON users (org_id, email);
CREATE INDEX users_sign_in ON users (email);

CREATE TABLE roles (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, code TEXT NOT NULL, name {{.JSON}} NOT NULL, verbs {{.JSON}} NOT NULL,
  PRIMARY KEY (org_id, id));
CREATE UNIQUE INDEX roles_code ON roles (org_id, code);

CREATE TABLE grants (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, user_id {{.ID}} NOT NULL, role_id {{.ID}} NOT NULL, client_id {{.ID}} NOT NULL,
  unit_id {{.ID}} NOT NULL, personal_data BOOLEAN NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id), FOREIGN KEY (org_id, role_id) REFERENCES roles (org_id, id));
CREATE INDEX grants_user ON grants (org_id, user_id);

CREATE TABLE sessions (
  org_id {{.ID}} NOT NULL, token_hash TEXT NOT NULL, user_id {{.ID}} NOT NULL, created_at {{.TS}} NOT NULL, seen_at {{.TS}} NOT NULL,
  expires_at {{.TS}} NOT NULL,
  PRIMARY KEY (org_id, token_hash), FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id));
CREATE INDEX sessions_user ON sessions (org_id, user_id);

CREATE TABLE api_keys (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, user_id {{.ID}} NOT NULL, name TEXT NOT NULL, prefix TEXT NOT NULL, hash TEXT NOT NULL,
  verbs {{.JSON}} NOT NULL, expires_at {{.TS}}, used_at {{.TS}}, revoked BOOLEAN NOT NULL, created_at {{.TS}} NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, id));
CREATE UNIQUE INDEX api_keys_hash ON api_keys (org_id, hash);

CREATE TABLE audit_rows (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, seq BIGINT, at {{.TS}} NOT NULL, actor_id {{.ID}} NOT NULL, verb TEXT NOT NULL,
  object TEXT NOT NULL, object_id {{.ID}} NOT NULL, before_hash TEXT NOT NULL, after_hash TEXT NOT NULL, request_id TEXT NOT NULL,
  chain_hash TEXT NOT NULL,
  PRIMARY KEY (org_id, id));
CREATE UNIQUE INDEX audit_rows_seq ON audit_rows (org_id, seq);

CREATE TABLE jobs (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, kind TEXT NOT NULL, unique_key TEXT NOT NULL, payload {{.JSON}} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued','running','done','failed','dead')), progress BIGINT NOT NULL, attempt BIGINT NOT NULL,
  run_at {{.TS}} NOT NULL, lease_until {{.TS}} NOT NULL, result {{.JSON}}, error_key TEXT NOT NULL, created_by {{.ID}} NOT NULL,
  created_at {{.TS}} NOT NULL, expires_at {{.TS}},
  PRIMARY KEY (org_id, id));
CREATE INDEX jobs_due ON jobs (run_at) WHERE state IN ('queued','running');
CREATE UNIQUE INDEX jobs_key ON jobs (org_id, kind, unique_key) WHERE unique_key <> '' AND state IN ('queued','running');

CREATE TABLE instruments (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, client_id {{.ID}} NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('survey','checklist','scorecard')),
  code TEXT NOT NULL, title {{.JSON}} NOT NULL, state TEXT NOT NULL CHECK (state IN ('draft','published','closed')),
  mode TEXT NOT NULL CHECK (mode IN ('anonymous','confidential','identified')), draft {{.JSON}} NOT NULL, draft_rev BIGINT NOT NULL,
  version_id {{.ID}} NOT NULL, created_at {{.TS}} NOT NULL, updated_at {{.TS}} NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, client_id) REFERENCES clients (org_id, id));
CREATE UNIQUE INDEX instruments_code ON instruments (org_id, code);

CREATE TABLE versions (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, instrument_id {{.ID}} NOT NULL, number BIGINT NOT NULL, document {{.JSON}} NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('first','cosmetic','additive','breaking')), series_break BOOLEAN NOT NULL,
  notice_version BIGINT NOT NULL, published_at {{.TS}} NOT NULL, published_by {{.ID}} NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, instrument_id) REFERENCES instruments (org_id, id));
CREATE UNIQUE INDEX versions_number ON versions (org_id, instrument_id, number);

CREATE TABLE programmes (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, client_id {{.ID}} NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('survey','checklist','scorecard')),
  code TEXT NOT NULL, name {{.JSON}} NOT NULL, instrument_id {{.ID}} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft','active','closed','archived')),
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, client_id) REFERENCES clients (org_id, id),
  FOREIGN KEY (org_id, instrument_id) REFERENCES instruments (org_id, id));
CREATE UNIQUE INDEX programmes_code ON programmes (org_id, code);

CREATE TABLE waves (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, programme_id {{.ID}} NOT NULL, code TEXT NOT NULL, name {{.JSON}} NOT NULL,
  from_day BIGINT NOT NULL, to_day BIGINT NOT NULL, state TEXT NOT NULL CHECK (state IN ('planned','open','closing','closed','published')),
  position BIGINT NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, programme_id) REFERENCES programmes (org_id, id), CHECK (from_day <= to_day));
CREATE UNIQUE INDEX waves_code ON waves (org_id, code);

CREATE TABLE channels (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, instrument_id {{.ID}} NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('open','qr','test')),
  code TEXT NOT NULL, name {{.JSON}} NOT NULL, location_id {{.ID}} NOT NULL, touchpoint_id {{.ID}} NOT NULL, staff_id {{.ID}} NOT NULL,
  wave_id {{.ID}} NOT NULL, open BOOLEAN NOT NULL, created_at {{.TS}} NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, instrument_id) REFERENCES instruments (org_id, id));
CREATE UNIQUE INDEX channels_code ON channels (org_id, code);

-- The one table whose key does not lead with org_id: a public code, or the hash of a link's secret, finds its organisation.
CREATE TABLE public_codes (
  code TEXT PRIMARY KEY, org_id {{.ID}} NOT NULL, kind TEXT NOT NULL, target_id {{.ID}} NOT NULL);

CREATE TABLE contacts (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, client_id {{.ID}} NOT NULL, sealed {{.BYTES}} NOT NULL, blind_index TEXT NOT NULL,
  created_at {{.TS}} NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, client_id) REFERENCES clients (org_id, id));
CREATE INDEX contacts_blind ON contacts (org_id, client_id, blind_index);

-- Apart from responses, so that an anonymous response has no way to a person.
CREATE TABLE response_contacts (
  org_id {{.ID}} NOT NULL, response_id {{.ID}} NOT NULL, contact_id {{.ID}} NOT NULL,
  PRIMARY KEY (org_id, response_id), FOREIGN KEY (org_id, contact_id) REFERENCES contacts (org_id, id));

CREATE TABLE imports (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, instrument_id {{.ID}} NOT NULL, file_name TEXT NOT NULL, file_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('loading','visible')), file_rows BIGINT NOT NULL, responses BIGINT NOT NULL,
  created_by {{.ID}} NOT NULL, created_at {{.TS}} NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, instrument_id) REFERENCES instruments (org_id, id));

-- No foreign keys here: this is the accept path, its references are resolved by the code that accepts.
CREATE TABLE responses (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, revision BIGINT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('survey','checklist')),
  instrument_id {{.ID}} NOT NULL, version_id {{.ID}} NOT NULL, wave_id {{.ID}} NOT NULL, channel_id {{.ID}} NOT NULL,
  location_id {{.ID}} NOT NULL, touchpoint_id {{.ID}} NOT NULL, staff_id {{.ID}} NOT NULL, visit_id {{.ID}} NOT NULL, lang TEXT NOT NULL,
  mode TEXT NOT NULL, source TEXT NOT NULL CHECK (source IN ('page','api','import','test')), import_id {{.ID}} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('started','partial','completed','screened_out','over_quota')),
  valid BOOLEAN NOT NULL, invalid_reason TEXT NOT NULL, notice_version BIGINT NOT NULL, seed BIGINT NOT NULL, body_hash TEXT NOT NULL,
  started_at {{.TS}} NOT NULL, received_at {{.TS}} NOT NULL, duration_ms BIGINT NOT NULL, local_day BIGINT NOT NULL,
  superseded_by BIGINT NOT NULL, answers {{.JSON}} NOT NULL,
  PRIMARY KEY (org_id, id, revision));
CREATE INDEX responses_instrument ON responses (org_id, instrument_id, received_at, id);

CREATE TABLE drafts (
  org_id {{.ID}} NOT NULL, response_id {{.ID}} NOT NULL, sequence BIGINT NOT NULL, channel_id {{.ID}} NOT NULL, visit_id {{.ID}} NOT NULL,
  version_id {{.ID}} NOT NULL, lang TEXT NOT NULL, answers {{.JSON}} NOT NULL, started_at {{.TS}} NOT NULL, updated_at {{.TS}} NOT NULL,
  PRIMARY KEY (org_id, response_id));
CREATE INDEX drafts_updated ON drafts (org_id, updated_at);

CREATE TABLE outbox (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, consumer TEXT NOT NULL, response_id {{.ID}} NOT NULL, created_at {{.TS}} NOT NULL,
  PRIMARY KEY (org_id, id));
CREATE INDEX outbox_consumer ON outbox (consumer, id);

CREATE TABLE answers (
  org_id {{.ID}} NOT NULL, response_id {{.ID}} NOT NULL, item TEXT NOT NULL, "row" TEXT NOT NULL, code TEXT NOT NULL,
  instrument_id {{.ID}} NOT NULL, version_id {{.ID}} NOT NULL, wave_id {{.ID}} NOT NULL, location_id {{.ID}} NOT NULL,
  touchpoint_id {{.ID}} NOT NULL, local_day BIGINT NOT NULL, lang TEXT NOT NULL, num DOUBLE PRECISION NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (org_id, response_id, item, "row", code));
CREATE INDEX answers_item ON answers (org_id, instrument_id, item, wave_id);

CREATE TABLE histograms (
  org_id {{.ID}} NOT NULL, version_id {{.ID}} NOT NULL, item TEXT NOT NULL, "row" TEXT NOT NULL, wave_id {{.ID}} NOT NULL,
  location_id {{.ID}} NOT NULL, local_day BIGINT NOT NULL, n BIGINT NOT NULL, sum BIGINT NOT NULL, sum_sq BIGINT NOT NULL,
  c0 BIGINT NOT NULL, c1 BIGINT NOT NULL, c2 BIGINT NOT NULL, c3 BIGINT NOT NULL, c4 BIGINT NOT NULL, c5 BIGINT NOT NULL,
  c6 BIGINT NOT NULL, c7 BIGINT NOT NULL, c8 BIGINT NOT NULL, c9 BIGINT NOT NULL, c10 BIGINT NOT NULL,
  PRIMARY KEY (org_id, version_id, item, "row", wave_id, location_id, local_day));

CREATE TABLE histogram_months (
  org_id {{.ID}} NOT NULL, version_id {{.ID}} NOT NULL, item TEXT NOT NULL, "row" TEXT NOT NULL, wave_id {{.ID}} NOT NULL,
  location_id {{.ID}} NOT NULL, local_day BIGINT NOT NULL, n BIGINT NOT NULL, sum BIGINT NOT NULL, sum_sq BIGINT NOT NULL,
  c0 BIGINT NOT NULL, c1 BIGINT NOT NULL, c2 BIGINT NOT NULL, c3 BIGINT NOT NULL, c4 BIGINT NOT NULL, c5 BIGINT NOT NULL,
  c6 BIGINT NOT NULL, c7 BIGINT NOT NULL, c8 BIGINT NOT NULL, c9 BIGINT NOT NULL, c10 BIGINT NOT NULL,
  PRIMARY KEY (org_id, version_id, item, "row", wave_id, location_id, local_day));

-- Options at position 11 and later, which have no column of their own.
CREATE TABLE histogram_options (
  org_id {{.ID}} NOT NULL, version_id {{.ID}} NOT NULL, item TEXT NOT NULL, "row" TEXT NOT NULL, wave_id {{.ID}} NOT NULL,
  location_id {{.ID}} NOT NULL, local_day BIGINT NOT NULL, position BIGINT NOT NULL, n BIGINT NOT NULL,
  PRIMARY KEY (org_id, version_id, item, "row", wave_id, location_id, local_day, position));

CREATE TABLE visits (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, client_id {{.ID}} NOT NULL, wave_id {{.ID}} NOT NULL, instrument_id {{.ID}} NOT NULL,
  version_id {{.ID}} NOT NULL, location_id {{.ID}} NOT NULL, auditor_id {{.ID}} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft','offered','applied','declined','assigned','acknowledged','in_progress','submitted','withdrawn','expired','cancelled')),
  report_state TEXT NOT NULL CHECK (report_state IN ('','submitted','in_review','returned','on_hold','rejected','approved','second_approved','published','amended','retracted')),
  from_day BIGINT NOT NULL, to_day BIGINT NOT NULL, token_hash TEXT NOT NULL, response_id {{.ID}} NOT NULL, revision BIGINT NOT NULL,
  first_published BIGINT NOT NULL, score DOUBLE PRECISION, first_score DOUBLE PRECISION, verdict TEXT NOT NULL, band TEXT NOT NULL,
  visited_day BIGINT NOT NULL, excluded_from_reports BOOLEAN NOT NULL, payable BOOLEAN NOT NULL, score_locked BOOLEAN NOT NULL,
  created_at {{.TS}} NOT NULL, updated_at {{.TS}} NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, wave_id) REFERENCES waves (org_id, id),
  FOREIGN KEY (org_id, location_id) REFERENCES locations (org_id, id), FOREIGN KEY (org_id, version_id) REFERENCES versions (org_id, id));
CREATE INDEX visits_wave ON visits (org_id, wave_id, location_id);
CREATE UNIQUE INDEX visits_token ON visits (org_id, token_hash) WHERE token_hash <> '';

CREATE TABLE visit_events (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, visit_id {{.ID}} NOT NULL, at {{.TS}} NOT NULL, actor_id {{.ID}} NOT NULL,
  action TEXT NOT NULL, from_state TEXT NOT NULL, to_state TEXT NOT NULL, reason TEXT NOT NULL, revision BIGINT NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, visit_id) REFERENCES visits (org_id, id));
CREATE INDEX visit_events_visit ON visit_events (org_id, visit_id, at);

CREATE TABLE evidence (
  org_id {{.ID}} NOT NULL, visit_id {{.ID}} NOT NULL, sha TEXT NOT NULL, blob_sha TEXT NOT NULL, content_type TEXT NOT NULL,
  bytes BIGINT NOT NULL, width BIGINT NOT NULL, height BIGINT NOT NULL, exif TEXT NOT NULL, created_at {{.TS}} NOT NULL,
  PRIMARY KEY (org_id, visit_id, sha), FOREIGN KEY (org_id, visit_id) REFERENCES visits (org_id, id));

CREATE TABLE assessments (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, client_id {{.ID}} NOT NULL, instrument_id {{.ID}} NOT NULL, version_id {{.ID}} NOT NULL,
  wave_id {{.ID}} NOT NULL, code TEXT NOT NULL, name {{.JSON}} NOT NULL, state TEXT NOT NULL CHECK (state IN ('open','closed')),
  from_day BIGINT NOT NULL, to_day BIGINT NOT NULL, assessors TEXT NOT NULL, created_at {{.TS}} NOT NULL, updated_at {{.TS}} NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, client_id) REFERENCES clients (org_id, id),
  FOREIGN KEY (org_id, version_id) REFERENCES versions (org_id, id));
CREATE UNIQUE INDEX assessments_code ON assessments (org_id, code);

CREATE TABLE assessment_lines (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, assessment_id {{.ID}} NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('current','target','industry_best','industry_average','competitor')), name {{.JSON}} NOT NULL,
  brand_id {{.ID}} NOT NULL, source TEXT NOT NULL, source_day BIGINT NOT NULL, informants BIGINT NOT NULL, position BIGINT NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, assessment_id) REFERENCES assessments (org_id, id));
CREATE UNIQUE INDEX assessment_lines_single ON assessment_lines (org_id, assessment_id, kind) WHERE kind <> 'competitor';

CREATE TABLE ratings (
  org_id {{.ID}} NOT NULL, assessment_id {{.ID}} NOT NULL, line_id {{.ID}} NOT NULL, item TEXT NOT NULL, informant_id {{.ID}} NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('','senior','middle','front_line')), score DOUBLE PRECISION CHECK (score >= 0 AND score <= 5),
  evidence TEXT NOT NULL, consensus BOOLEAN NOT NULL, updated_at {{.TS}} NOT NULL,
  PRIMARY KEY (org_id, assessment_id, line_id, item, informant_id),
  FOREIGN KEY (org_id, line_id) REFERENCES assessment_lines (org_id, id));

CREATE TABLE targets (
  org_id {{.ID}} NOT NULL, id {{.ID}} NOT NULL, client_id {{.ID}} NOT NULL, instrument_id {{.ID}} NOT NULL, measure TEXT NOT NULL,
  unit_id {{.ID}} NOT NULL, location_id {{.ID}} NOT NULL, wave_id {{.ID}} NOT NULL, value DOUBLE PRECISION NOT NULL, bands {{.JSON}} NOT NULL,
  PRIMARY KEY (org_id, id), FOREIGN KEY (org_id, client_id) REFERENCES clients (org_id, id));
CREATE UNIQUE INDEX targets_once ON targets (org_id, client_id, instrument_id, measure, unit_id, location_id, wave_id);
