SELECT owner FROM wallets ORDER BY owner;
