-- Must return no row: what is collected says when, and nothing else does.
SELECT id FROM funding_coverages WHERE (collection_status = 'collected') <> (collected_at IS NOT NULL);
