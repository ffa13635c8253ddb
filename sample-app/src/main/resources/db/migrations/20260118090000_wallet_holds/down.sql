DROP TABLE wallet_holds;
DROP TYPE hold_status;
