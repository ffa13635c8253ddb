-- migrator: phase=after-start
CREATE INDEX portfolios_id ON portfolios (id);
