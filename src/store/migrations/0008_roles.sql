-- Who does what: roles and what they owe, the teams of accounts and deals, what people can do. Portable SQL.

-- A seat on an account or a deal.
CREATE TABLE role (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    function TEXT,
    measure TEXT,
    overlay_share BIGINT CHECK (overlay_share BETWEEN 0 AND 10000)
);
CREATE INDEX role_by_name ON role (name_key);

-- What a role owes on a deal, by the time it has come to a stage.
CREATE TABLE role_duty (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    role_id BIGINT NOT NULL REFERENCES role (id),
    stage_id BIGINT REFERENCES stage (id)
);
CREATE INDEX role_duty_by_name ON role_duty (name_key);
CREATE INDEX role_duty_by_role ON role_duty (role_id, id);
CREATE INDEX role_duty_by_stage ON role_duty (stage_id) WHERE stage_id IS NOT NULL;

-- The team of an account: everyone once.
CREATE TABLE account_member (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id),
    rep_id BIGINT NOT NULL REFERENCES rep (id),
    role_id BIGINT REFERENCES role (id),
    account_level TEXT CHECK (account_level IN ('none', 'read', 'edit')),
    deal_level TEXT CHECK (deal_level IN ('none', 'read', 'edit')),
    contract_level TEXT CHECK (contract_level IN ('none', 'read', 'edit')),
    case_level TEXT CHECK (case_level IN ('none', 'read', 'edit'))
);
CREATE UNIQUE INDEX account_member_by_account ON account_member (account_id, rep_id);
-- Who sits where on an account, without reading a row.
CREATE INDEX account_member_seats ON account_member (account_id, role_id, rep_id);
CREATE INDEX account_member_by_rep ON account_member (rep_id, role_id, account_id);
CREATE INDEX account_member_by_role ON account_member (role_id, account_id) WHERE role_id IS NOT NULL;

-- The team of a deal: everyone once.
CREATE TABLE deal_member (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    deal_id BIGINT NOT NULL REFERENCES deal (id),
    rep_id BIGINT NOT NULL REFERENCES rep (id),
    role_id BIGINT REFERENCES role (id),
    deal_level TEXT CHECK (deal_level IN ('none', 'read', 'edit'))
);
CREATE UNIQUE INDEX deal_member_by_deal ON deal_member (deal_id, rep_id);
-- Who sits where on a deal, without reading a row.
CREATE INDEX deal_member_seats ON deal_member (deal_id, role_id, rep_id);
CREATE INDEX deal_member_by_rep ON deal_member (rep_id, role_id, deal_id);
CREATE INDEX deal_member_by_role ON deal_member (role_id, deal_id) WHERE role_id IS NOT NULL;

-- The team that usually sells with a rep.
CREATE TABLE default_member (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    rep_id BIGINT NOT NULL REFERENCES rep (id),
    member_id BIGINT NOT NULL REFERENCES rep (id),
    role_id BIGINT REFERENCES role (id),
    added TEXT NOT NULL CHECK (added IN ('always', 'ask', 'complex')),
    account_level TEXT CHECK (account_level IN ('none', 'read', 'edit')),
    deal_level TEXT CHECK (deal_level IN ('none', 'read', 'edit')),
    contract_level TEXT CHECK (contract_level IN ('none', 'read', 'edit')),
    case_level TEXT CHECK (case_level IN ('none', 'read', 'edit'))
);
CREATE UNIQUE INDEX default_member_by_rep ON default_member (rep_id, member_id);
CREATE INDEX default_member_by_member ON default_member (member_id);
CREATE INDEX default_member_by_role ON default_member (role_id) WHERE role_id IS NOT NULL;

-- What was agreed on with a company: its number is its name.
CREATE TABLE contract (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id),
    status TEXT NOT NULL CHECK (status IN ('draft', 'sent', 'active', 'ended')),
    start_on TEXT CHECK (length(start_on) = 10),
    end_on TEXT CHECK (length(end_on) = 10),
    amount BIGINT CHECK (amount BETWEEN -999999999999999 AND 999999999999999),
    currency TEXT CHECK (length(currency) = 3),
    CHECK (amount IS NULL OR currency IS NOT NULL)
);
CREATE INDEX contract_by_name ON contract (name_key, id);
CREATE INDEX contract_by_account ON contract (account_id, id);

-- What a company needs help with.
CREATE TABLE support_case (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id),
    owner_id BIGINT REFERENCES rep (id),
    status TEXT NOT NULL CHECK (status IN ('new', 'working', 'waiting', 'closed')),
    priority TEXT NOT NULL CHECK (priority IN ('high', 'normal', 'low')),
    opened_on TEXT CHECK (length(opened_on) = 10)
);
CREATE INDEX support_case_by_name ON support_case (name_key, id);
CREATE INDEX support_case_by_account ON support_case (account_id, id);
CREATE INDEX support_case_by_owner ON support_case (owner_id) WHERE owner_id IS NOT NULL;

-- What somebody is good at, from 1 to 5.
CREATE TABLE skill (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    rep_id BIGINT NOT NULL REFERENCES rep (id),
    level BIGINT CHECK (level BETWEEN 1 AND 5)
);
CREATE INDEX skill_by_name ON skill (name_key, id);
CREATE INDEX skill_by_rep ON skill (rep_id, name_key, level);

-- How somebody is reached.
CREATE TABLE channel (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    rep_id BIGINT NOT NULL REFERENCES rep (id),
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'chat', 'mail', 'backup')),
    address TEXT
);
CREATE INDEX channel_by_rep ON channel (rep_id, id);

-- What the sales operations see to, or the enablement.
CREATE TABLE ops_duty (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    ops_category TEXT NOT NULL CHECK (ops_category IN ('strategy', 'technology', 'operations', 'performance')),
    side TEXT NOT NULL CHECK (side IN ('operations', 'enablement')),
    rep_id BIGINT REFERENCES rep (id)
);
CREATE INDEX ops_duty_by_name ON ops_duty (name_key);
CREATE INDEX ops_duty_by_rep ON ops_duty (rep_id) WHERE rep_id IS NOT NULL;

-- What more is known of people, and since when they are gone.
ALTER TABLE rep ADD COLUMN profile TEXT CHECK (profile IN ('builder', 'grower'));
ALTER TABLE rep ADD COLUMN cost_band TEXT CHECK (cost_band IN ('low', 'middle', 'high'));
ALTER TABLE rep ADD COLUMN left_on TEXT CHECK (length(left_on) = 10);

-- Hiding is the exception: a query that asks for it finds few rows.
ALTER TABLE account ADD COLUMN sharing TEXT CHECK (sharing IN ('open', 'private'));
CREATE INDEX account_private ON account (id) WHERE sharing = 'private';
ALTER TABLE deal ADD COLUMN sharing TEXT CHECK (sharing IN ('open', 'private'));
CREATE INDEX deal_private ON deal (id) WHERE sharing = 'private';
-- Which deals are still to be decided, by their ids: the seats on them are counted.
CREATE INDEX deal_undecided ON deal (id, owner_id, closed_on) WHERE closed_on IS NULL;
-- What somebody said; without a word it follows the rule.
ALTER TABLE deal ADD COLUMN complexity TEXT CHECK (complexity IN ('simple', 'complex'));
-- What the rule counts: distinct products and contacts, derived as 0002 says, and in the index that covers the open deals.
ALTER TABLE deal ADD COLUMN product_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE deal ADD COLUMN contact_count BIGINT NOT NULL DEFAULT 0;
DROP INDEX deal_line_by_deal;
CREATE INDEX deal_line_by_deal ON deal_line (deal_id, id, product_id);
DROP INDEX deal_contact_by_deal;
CREATE INDEX deal_contact_by_deal ON deal_contact (deal_id, id, contact_id);
UPDATE deal SET product_count = (SELECT COUNT(DISTINCT l.product_id) FROM deal_line l WHERE l.deal_id = deal.id),
    contact_count = (SELECT COUNT(DISTINCT c.contact_id) FROM deal_contact c WHERE c.deal_id = deal.id);
DROP INDEX deal_open;
CREATE INDEX deal_open ON deal (stage_id, owner_id, currency, amount, probability, expected_close_on, category,
    touched_on, stage_since_on, next_on, push_count, active_on, meeting_on, started_on, agreement_send_on, id,
    account_id, closed_on, complexity, product_count, contact_count) WHERE closed_on IS NULL;

-- Whose stage it is on an assembly line.
ALTER TABLE stage ADD COLUMN function TEXT;

-- By when an appointment or a follow-up was to be done. Of what was done before nobody knows.
ALTER TABLE activity ADD COLUMN due_on TEXT CHECK (length(due_on) = 10);
UPDATE activity SET due_on = held_on WHERE status = 'planned' AND kind IN ('call', 'email', 'meeting', 'demo', 'proposal',
    'referral_ask', 'message', 'agreement', 'follow_up', 'partner_talk', 'account_care');
CREATE INDEX activity_by_due ON activity (done_by_id, due_on, status, held_on, id) WHERE due_on IS NOT NULL;
CREATE INDEX activity_by_due_scheduled ON activity (scheduled_by_id, due_on, done_by_id, status, held_on, id)
    WHERE due_on IS NOT NULL AND scheduled_by_id IS NOT NULL;
-- For whom somebody did something.
CREATE INDEX activity_by_help ON activity (done_by_id, held_on, done_for_id) WHERE done_for_id IS NOT NULL;

-- What it is that a role owes: the activity is done by whoever holds the seat.
ALTER TABLE activity ADD COLUMN duty_id BIGINT REFERENCES role_duty (id);
CREATE INDEX activity_by_duty ON activity (duty_id, status) WHERE duty_id IS NOT NULL;

-- Who owns an account stands beside its name: lists of those that nobody owns read no row.
DROP INDEX account_by_name;
CREATE INDEX account_by_name ON account (name_key, id, owner_id);
CREATE INDEX activity_duty_by_account ON activity (account_id, status) WHERE duty_id IS NOT NULL;
CREATE INDEX activity_duty_by_doer ON activity (done_by_id, status) WHERE duty_id IS NOT NULL;

-- What a role owes is a deal's step once it has a day.
UPDATE deal SET next_on = (SELECT MIN(COALESCE(a.held_on, '2099-12-31')) FROM activity a
    WHERE a.deal_id = deal.id AND a.status = 'planned' AND (a.kind <> 'duty' OR a.held_on IS NOT NULL))
WHERE next_on = '2099-12-31' AND EXISTS (SELECT 1 FROM activity a
    WHERE a.deal_id = deal.id AND a.status = 'planned' AND a.kind = 'duty');

-- A deal that goes from one function to the next on an assembly line: at most one waits for an answer.
CREATE TABLE hand_off (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    deal_id BIGINT NOT NULL REFERENCES deal (id),
    from_stage_id BIGINT REFERENCES stage (id),
    to_stage_id BIGINT REFERENCES stage (id),
    from_rep_id BIGINT REFERENCES rep (id),
    to_rep_id BIGINT REFERENCES rep (id),
    function TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('offered', 'accepted', 'returned', 'withdrawn')),
    checklist TEXT,
    note TEXT,
    reason TEXT,
    offered_on TEXT NOT NULL CHECK (length(offered_on) = 10),
    answered_on TEXT CHECK (length(answered_on) = 10),
    answered_by_id BIGINT REFERENCES rep (id)
);
CREATE INDEX hand_off_by_deal ON hand_off (deal_id, id);
CREATE UNIQUE INDEX hand_off_waiting ON hand_off (deal_id) WHERE state = 'offered';
CREATE INDEX hand_off_by_from_stage ON hand_off (from_stage_id) WHERE from_stage_id IS NOT NULL;
CREATE INDEX hand_off_by_to_stage ON hand_off (to_stage_id) WHERE to_stage_id IS NOT NULL;
CREATE INDEX hand_off_by_from_rep ON hand_off (from_rep_id) WHERE from_rep_id IS NOT NULL;
CREATE INDEX hand_off_by_to_rep ON hand_off (to_rep_id) WHERE to_rep_id IS NOT NULL;
CREATE INDEX hand_off_by_answer ON hand_off (answered_by_id) WHERE answered_by_id IS NOT NULL;

-- Who gets how much of a deal. `amount` follows from the deal's and the shares, in its minor units. Of a deal without rows
-- of revenue all is its owner's. The table was there before; nothing has filled it.
ALTER TABLE credit RENAME TO credit_before;
DROP INDEX credit_by_deal;
DROP INDEX credit_by_rep;
CREATE TABLE credit (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    deal_id BIGINT NOT NULL REFERENCES deal (id),
    rep_id BIGINT NOT NULL REFERENCES rep (id),
    kind TEXT NOT NULL CHECK (kind IN ('revenue', 'overlay', 'sourcing')),
    share BIGINT NOT NULL CHECK (share BETWEEN 0 AND 10000),
    amount BIGINT
);
INSERT INTO credit (id, version, deal_id, rep_id, kind, share)
    SELECT MIN(id), 1, deal_id, rep_id, kind, MAX(share)
    FROM credit_before GROUP BY deal_id, rep_id, kind;
DROP TABLE credit_before;
CREATE UNIQUE INDEX credit_by_deal ON credit (deal_id, rep_id, kind);
CREATE INDEX credit_by_rep ON credit (rep_id, kind, deal_id, amount);
-- Who is credited with what was won is asked of every deal that was won.
CREATE INDEX credit_of_revenue ON credit (deal_id, rep_id, amount, share, id) WHERE kind = 'revenue';
