-- migrator: phase=after-start
-- waits for as long as the test holds this lock
SELECT pg_advisory_xact_lock(4711);
CREATE INDEX wallets_owner ON wallets (owner);
