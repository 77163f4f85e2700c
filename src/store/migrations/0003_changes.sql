-- What a stage asks of the deals that come to it, and what was said about it when one came. Portable SQL.

ALTER TABLE stage ADD COLUMN exit_criteria TEXT;
ALTER TABLE deal_history ADD COLUMN criteria TEXT;

-- What was deleted since a day: a deleted record is kept by the journal alone.
CREATE INDEX journal_row_removed ON journal_row (relation, seq) WHERE change = 'removed';
