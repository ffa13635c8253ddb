-- pair: a subscription
-- since: 15
-- both
CREATE PUBLICATION here FOR ALL TABLES;
-- old
-- new
CREATE SUBSCRIPTION far CONNECTION 'host=far.example dbname=shop user=reader' PUBLICATION orders, "Order lines"
    WITH (connect = false, slot_name = NONE, disable_on_error = true, streaming = on, binary = true);
COMMENT ON SUBSCRIPTION far IS 'from the shop';
CREATE SUBSCRIPTION "Far away" CONNECTION 'postgresql://reader@far.example/it''s' PUBLICATION p
    WITH (connect = false, two_phase = true, slot_name = far_away);

-- pair: a subscription connects in another way
-- both
DO $$ BEGIN CREATE ROLE pair_owner SUPERUSER; EXCEPTION WHEN duplicate_object THEN END $$;
-- old
CREATE SUBSCRIPTION far CONNECTION 'host=far.example dbname=shop' PUBLICATION orders WITH (connect = false);
CREATE SUBSCRIPTION near CONNECTION 'host=a dbname=b' PUBLICATION c, d
    WITH (connect = false, slot_name = NONE, synchronous_commit = local);
COMMENT ON SUBSCRIPTION near IS 'goes';
-- new
CREATE SUBSCRIPTION far CONNECTION 'host=farther.example dbname=shop' PUBLICATION orders, "Order lines"
    WITH (connect = false, slot_name = other_slot, binary = true, streaming = off, synchronous_commit = remote_write);
ALTER SUBSCRIPTION far OWNER TO pair_owner;
CREATE SUBSCRIPTION near CONNECTION 'host=a dbname=b' PUBLICATION d WITH (connect = false);

-- pair: a subscription with a password
-- old
CREATE SUBSCRIPTION far CONNECTION 'host=far.example password=one' PUBLICATION orders
    WITH (connect = false, slot_name = NONE);
-- new
CREATE SUBSCRIPTION far CONNECTION 'host=far.example password=two' PUBLICATION orders
    WITH (connect = false, slot_name = NONE);
CREATE SUBSCRIPTION uri CONNECTION 'postgres://me:secret@far.example/' PUBLICATION orders
    WITH (connect = false, slot_name = NONE);

-- pair: where the rows of a subscription come from
-- since: 17
-- old
CREATE SUBSCRIPTION far CONNECTION 'host=far.example' PUBLICATION orders
    WITH (connect = false, slot_name = NONE, streaming = parallel, failover = true);
-- new
CREATE SUBSCRIPTION far CONNECTION 'host=far.example' PUBLICATION orders
    WITH (connect = false, slot_name = NONE, origin = none, run_as_owner = true, password_required = false,
        streaming = off, two_phase = true);
