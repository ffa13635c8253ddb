-- migrator: requires-approval
CREATE TABLE approved (id bigint);
