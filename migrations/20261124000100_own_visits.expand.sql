-- What an auditor's list reads.
CREATE INDEX visits_auditor ON visits (org_id, auditor_id, to_day);
