-- Every coverage has a status, and what the statuses count adds up to all coverages. Run once the backfill is completed,
-- and after every deploy from then on.
-- migrator: after=20260110120000_funding_coverage_collection_status
-- migrator: requires-backfill=collection_status
-- migrator: why="A coverage without a status would never be collected"

-- Must return no row.
SELECT id, deal_id FROM funding_coverages WHERE collection_status IS NULL;

-- Must say true.
SELECT coalesce(sum(coverages), 0) = (SELECT count(*) FROM funding_coverages) AS counts_add_up
FROM (
    SELECT collection_status, count(*) AS coverages FROM funding_coverages
    WHERE collection_status IN ('pending', 'requested', 'collected', 'failed')
    GROUP BY collection_status
) AS counts;
