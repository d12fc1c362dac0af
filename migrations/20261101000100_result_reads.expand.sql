-- What results read besides histograms, so that a summary of a million responses reads neither responses nor answers.

-- Responses that are in no figure. Those that are, nearly all, are not in this index and cost nothing on the accept path.
CREATE INDEX responses_uncounted ON responses (org_id, instrument_id) WHERE state <> 'completed' OR NOT valid;

-- Words of customers, newest first.
CREATE INDEX answers_words ON answers (org_id, instrument_id, item, local_day, response_id) WHERE text <> '';
