-- Whether a stored file still belongs to a photo.
CREATE INDEX evidence_blob ON evidence (blob_sha);
