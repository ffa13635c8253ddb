DELETE FROM wallets;
