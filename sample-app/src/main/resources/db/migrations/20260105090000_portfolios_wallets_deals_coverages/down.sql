DROP TABLE funding_coverages;
DROP TABLE deals;
DROP TABLE wallets;
DROP TABLE portfolios;
