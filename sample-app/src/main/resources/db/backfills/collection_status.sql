-- Coverages from before there was a status: those of earlier years were collected by hand back then, the others are
-- still to be collected.
-- migrator: after=20260110120000_funding_coverage_collection_status
-- migrator: validate=funding_coverages_status_known
-- migrator: verify=SELECT id FROM funding_coverages WHERE collection_status IS NULL
-- migrator: why="The column is to become NOT NULL"

UPDATE funding_coverages
SET collection_status = CASE WHEN created_at < '2026-01-01T00:00Z' THEN 'collected' ELSE 'pending' END::collection_status,
    collected_at = CASE WHEN created_at < '2026-01-01T00:00Z' THEN created_at END
WHERE collection_status IS NULL;
