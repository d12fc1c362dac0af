-- The reporting day on which an unfinished response was begun, yyyymmdd, as a response has it: of an anonymous one no time is
-- kept, and the day of UTC is another. Drafts of before get the day of UTC, which is all that is known.
ALTER TABLE drafts ADD COLUMN local_day BIGINT NOT NULL DEFAULT 0;
{{if .Postgres}}UPDATE drafts SET local_day = CAST(to_char(started_at AT TIME ZONE 'UTC', 'YYYYMMDD') AS BIGINT);
{{else}}UPDATE drafts SET local_day = CAST(strftime('%Y%m%d', substr(started_at, 1, 19)) AS BIGINT);
{{end}}
