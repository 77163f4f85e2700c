-- What the cockpit's panes ask: goals, when an activity was booked, words to search by, and per deal what follows from
-- its history and its activities. Portable SQL.

ALTER TABLE activity ADD COLUMN booked_on TEXT CHECK (length(booked_on) = 10);
UPDATE activity SET booked_on = held_on WHERE held_on IS NOT NULL;

DROP INDEX activity_by_doer;
CREATE INDEX activity_by_doer ON activity (done_by_id, kind, status, held_on, id);
CREATE INDEX activity_by_booking ON activity (done_by_id, kind, booked_on, id);
CREATE INDEX activity_planned ON activity (done_by_id, held_on, start_time) WHERE status = 'planned';
DROP INDEX activity_by_deal;
CREATE INDEX activity_by_deal ON activity (deal_id, status, held_on, kind);

CREATE TABLE goal (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    rep_id BIGINT REFERENCES rep (id),
    team_id BIGINT REFERENCES team (id),
    metric TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('target', 'stretch')),
    start_on TEXT NOT NULL CHECK (length(start_on) = 10),
    end_on TEXT NOT NULL CHECK (length(end_on) = 10 AND start_on < end_on),
    target BIGINT NOT NULL CHECK (target > 0),
    currency TEXT CHECK (length(currency) = 3),
    CHECK (rep_id IS NULL OR team_id IS NULL)
);
CREATE INDEX goal_by_rep ON goal (rep_id, start_on);
CREATE INDEX goal_by_team ON goal (team_id, start_on);

-- Derived: the journal's writer keeps them, a record of a deal does not have them, and they never change its version.
-- The day it entered its stage; the last day on which anything happened to it; the day of its earliest planned
-- activity ('2099-12-31' where that has none); how often its expected close moved later while it was open.
ALTER TABLE deal ADD COLUMN stage_since_on TEXT;
ALTER TABLE deal ADD COLUMN touched_on TEXT;
ALTER TABLE deal ADD COLUMN next_on TEXT;
ALTER TABLE deal ADD COLUMN push_count BIGINT NOT NULL DEFAULT 0;

UPDATE deal SET
    stage_since_on = (SELECT MAX(h.changed_on) FROM deal_history h WHERE h.deal_id = deal.id
        AND h.new_stage_id = deal.stage_id AND h.old_stage_id IS DISTINCT FROM h.new_stage_id),
    touched_on = (SELECT MAX(t.happened_on) FROM (
        SELECT deal.started_on AS happened_on
        UNION ALL SELECT MAX(h.changed_on) FROM deal_history h WHERE h.deal_id = deal.id
        UNION ALL SELECT MAX(a.held_on) FROM activity a WHERE a.deal_id = deal.id AND a.status = 'done') t),
    next_on = (SELECT MIN(COALESCE(a.held_on, '2099-12-31')) FROM activity a
        WHERE a.deal_id = deal.id AND a.status = 'planned'),
    push_count = (SELECT COUNT(*) FROM deal_history h WHERE h.deal_id = deal.id AND h.old_close_on < h.new_close_on
        AND h.old_stage_id IN (SELECT s.id FROM stage s WHERE s.kind = 'open')
        AND h.new_stage_id IN (SELECT s.id FROM stage s WHERE s.kind = 'open'));

-- A deal has a close day if and only if its stage is won or lost. The indexes of what is open and of what is closed each
-- leave the other out. `closed_on` ends the former, so that a query reads no row of the table to know that there is none.
DROP INDEX deal_by_stage;
-- Covers the KPIs of a period, and pages of a closed stage.
CREATE INDEX deal_closed ON deal (stage_id, closed_on, id, owner_id, account_id, currency, amount, started_on)
    WHERE closed_on IS NOT NULL;
-- Covers the open pipeline, the three signals and what needs somebody.
CREATE INDEX deal_open ON deal (stage_id, owner_id, currency, amount, probability, expected_close_on, category,
    touched_on, stage_since_on, next_on, id, account_id, closed_on) WHERE closed_on IS NULL;
-- Pages of a stage, one index a sort. What a search and a team are tested by stands in each.
CREATE INDEX deal_open_by_close ON deal (stage_id, expected_close_on, id, owner_id, account_id, closed_on)
    WHERE closed_on IS NULL;
CREATE INDEX deal_open_by_next ON deal (stage_id, next_on, id, owner_id, account_id, closed_on)
    WHERE closed_on IS NULL;
CREATE INDEX deal_open_by_since ON deal (stage_id, stage_since_on, id, owner_id, account_id, closed_on)
    WHERE closed_on IS NULL;
CREATE INDEX deal_by_amount ON deal (stage_id, amount, id, owner_id, account_id, closed_on);
CREATE INDEX deal_by_stage_name ON deal (stage_id, name_key, id, owner_id, account_id, closed_on);
-- The deals of an owner, an account, a contact: with their ids, which are no rowids.
DROP INDEX deal_by_owner;
CREATE INDEX deal_by_owner ON deal (owner_id, stage_id, closed_on, id, account_id, amount);
DROP INDEX deal_by_account;
CREATE INDEX deal_by_account ON deal (account_id, id);
DROP INDEX deal_contact_by_contact;
CREATE INDEX deal_contact_by_contact ON deal_contact (contact_id, deal_id);

-- Every word of the names of deals, accounts, contacts and reps, folded; kept by the journal's writer.
CREATE TABLE word (
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (key, kind, id)
);
