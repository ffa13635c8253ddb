-- Must be true: a concurrent build that failed leaves an index that nothing uses.
SELECT indisvalid FROM pg_index WHERE indexrelid = 'wallet_holds_open_idx'::regclass;
