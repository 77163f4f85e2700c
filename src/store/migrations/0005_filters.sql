-- All that filters ask of open deals stands in the index that covers them. Portable SQL.

DROP INDEX deal_open;
CREATE INDEX deal_open ON deal (stage_id, owner_id, currency, amount, probability, expected_close_on, category,
    touched_on, stage_since_on, next_on, push_count, active_on, meeting_on, started_on, agreement_send_on, id,
    account_id, closed_on) WHERE closed_on IS NULL;
