ALTER TABLE funding_coverages
    ADD CONSTRAINT funding_coverages_status_known CHECK (collection_status IS NOT NULL);

ALTER TABLE funding_coverages ALTER COLUMN collection_status DROP NOT NULL;
