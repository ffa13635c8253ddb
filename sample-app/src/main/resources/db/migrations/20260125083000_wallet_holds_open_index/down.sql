DROP INDEX wallet_holds_open_idx;
