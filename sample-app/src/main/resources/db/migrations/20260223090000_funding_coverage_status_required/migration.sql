-- The last step of 20260110120000_funding_coverage_collection_status: every coverage has a status.
-- Held until the backfill is completed and its verify query finds no row.
-- migrator: requires-backfill=collection_status

-- The validated CHECK proves it, so that no row is looked at. In two statements: in one, the proof would be gone
-- before it is used.
ALTER TABLE funding_coverages ALTER COLUMN collection_status SET NOT NULL;
ALTER TABLE funding_coverages DROP CONSTRAINT funding_coverages_status_known;
