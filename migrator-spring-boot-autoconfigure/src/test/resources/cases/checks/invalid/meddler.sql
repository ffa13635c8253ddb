SELECT true;
DELETE FROM wallets;
