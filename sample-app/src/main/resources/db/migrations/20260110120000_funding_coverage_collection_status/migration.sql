-- How far the collection of a coverage has come. Additive: what ran before knows nothing of it and goes on.
-- Three steps: this migration for what is new from now on, the backfill collection_status for the rows that are
-- there, and 20260223090000_funding_coverage_status_required, which waits for the backfill.
-- migrator: why="Operators could not see which coverages were still to be collected"

CREATE TYPE collection_status AS ENUM ('pending', 'requested', 'collected', 'failed');

-- Without a default first: rows that are there stay as they are, and the table is locked for an instant only.
ALTER TABLE funding_coverages
    ADD COLUMN collection_status collection_status,
    ADD COLUMN collected_at timestamptz;

-- New rows have a status from now on, also those of an older release, which does not name the column.
ALTER TABLE funding_coverages ALTER COLUMN collection_status SET DEFAULT 'pending';

-- Refuses new rows without a status. What is there already is checked when the backfill has come to its end.
ALTER TABLE funding_coverages
    ADD CONSTRAINT funding_coverages_status_known CHECK (collection_status IS NOT NULL) NOT VALID;

-- A plain index, in the same transaction: the table is small, and blocked for writes while the index is built.
-- For a big table see 20260125083000_wallet_holds_open_index.
CREATE INDEX funding_coverages_open_idx ON funding_coverages (collection_status, created_at)
    WHERE collection_status <> 'collected';
