-- migrator: phase=after-start
SELECT 1 / 0;
