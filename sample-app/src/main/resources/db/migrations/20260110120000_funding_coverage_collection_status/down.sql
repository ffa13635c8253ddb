-- Takes what the columns hold with it.
DROP INDEX funding_coverages_open_idx;

ALTER TABLE funding_coverages
    DROP COLUMN collected_at,
    DROP COLUMN collection_status;

DROP TYPE collection_status;
