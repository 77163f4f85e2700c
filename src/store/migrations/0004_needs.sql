-- What needs somebody: the day of a deal's last activity, else of its beginning; the day of its latest planned meeting
-- ('2099-12-31' where that has none). Both are derived, as 0002 says. Portable SQL.

ALTER TABLE deal ADD COLUMN active_on TEXT;
ALTER TABLE deal ADD COLUMN meeting_on TEXT;

UPDATE deal SET
    active_on = COALESCE((SELECT MAX(a.held_on) FROM activity a WHERE a.deal_id = deal.id AND a.status = 'done'),
        deal.started_on, deal.stage_since_on),
    meeting_on = (SELECT MAX(COALESCE(a.held_on, '2099-12-31')) FROM activity a
        WHERE a.deal_id = deal.id AND a.status = 'planned' AND a.kind IN ('meeting', 'demo'));

-- Covers the open pipeline, the signals and what needs somebody.
DROP INDEX deal_open;
CREATE INDEX deal_open ON deal (stage_id, owner_id, currency, amount, probability, expected_close_on, category,
    touched_on, stage_since_on, next_on, push_count, active_on, meeting_on, id, account_id, closed_on)
    WHERE closed_on IS NULL;
