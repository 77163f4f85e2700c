-- A product or contact of a deal has a version, as every other row that people change: of two changes of one the later is
-- refused. And the deals that were put off from or to a stage are found where that is deleted. Portable SQL.

ALTER TABLE deal_line ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE deal_contact ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

CREATE INDEX deal_history_pushed_from ON deal_history (old_stage_id, deal_id) WHERE old_close_on < new_close_on;
CREATE INDEX deal_history_pushed_to ON deal_history (new_stage_id, deal_id) WHERE old_close_on < new_close_on;
