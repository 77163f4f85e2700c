-- Derived as 0002 says: seats keep when their deal was decided, so that nobody has to ask that of each seat of somebody.
ALTER TABLE deal_member ADD COLUMN closed_on TEXT;
UPDATE deal_member SET closed_on = (SELECT d.closed_on FROM deal d WHERE d.id = deal_member.deal_id);
CREATE INDEX deal_member_closed ON deal_member (rep_id, closed_on, deal_id) WHERE closed_on IS NOT NULL;
