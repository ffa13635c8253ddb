-- migrator: phase=after-start
-- slowly() is a function of the test
CREATE INDEX CONCURRENTLY wallets_slowly ON wallets (slowly(id));
