-- Every new hold adds up the open holds of its wallet. CONCURRENTLY builds the index without blocking writes.
-- PostgreSQL refuses that in a transaction; the migrator sees so by itself and runs this script without one.
-- One such statement per migration is easiest to resume.

CREATE INDEX CONCURRENTLY wallet_holds_open_idx ON wallet_holds (wallet_id) INCLUDE (amount) WHERE status = 'open';
