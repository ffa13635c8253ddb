-- migrator: requires-backfill=owners
SELECT 1 / 0;
