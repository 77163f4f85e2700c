-- Derived as 0002 says: how often somebody holds a role on open deals, on open deals of their own, on accounts. Counting them
-- anew would ask each seat whether its deal is still open. No role is 0: a key has no empty place.
CREATE TABLE seat_count (
    rep_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    deals BIGINT NOT NULL,
    own_deals BIGINT NOT NULL,
    accounts BIGINT NOT NULL,
    PRIMARY KEY (rep_id, role_id)
);
INSERT INTO seat_count (rep_id, role_id, deals, own_deals, accounts)
    SELECT rep_id, role_id, CAST(SUM(deals) AS BIGINT), CAST(SUM(own_deals) AS BIGINT), CAST(SUM(accounts) AS BIGINT) FROM (
        SELECT m.rep_id AS rep_id, COALESCE(m.role_id, 0) AS role_id, 1 AS deals,
            CASE WHEN d.owner_id = m.rep_id THEN 1 ELSE 0 END AS own_deals, 0 AS accounts
        FROM deal_member m JOIN deal d ON d.id = m.deal_id WHERE d.closed_on IS NULL
        UNION ALL
        SELECT m.rep_id, COALESCE(m.role_id, 0), 0, 0, 1 FROM account_member m
    ) AS seat GROUP BY rep_id, role_id;

-- Of open deals: which of the functions that a deal may call sit there, the engineer (1) and the sponsor (2), four times that
-- where they are to leave or have left; and how many products its owner, who has skills, does not know.
ALTER TABLE deal ADD COLUMN seated BIGINT NOT NULL DEFAULT 0;
ALTER TABLE deal ADD COLUMN unknown_count BIGINT NOT NULL DEFAULT 0;
UPDATE deal SET seated = (SELECT CAST(COALESCE(SUM(DISTINCT s.bit), 0) AS BIGINT) FROM (
        SELECT CASE r.function WHEN 'sales_engineer' THEN 1 WHEN 'executive_sponsor' THEN 2 ELSE 0 END AS bit
        FROM rep r WHERE r.id = deal.owner_id
        UNION ALL
        SELECT CASE CASE WHEN m.role_id IS NULL THEN r.function ELSE o.function END
            WHEN 'sales_engineer' THEN 1 WHEN 'executive_sponsor' THEN 2 ELSE 0 END * CASE WHEN r.left_on IS NULL THEN 1 ELSE 4 END
        FROM deal_member m JOIN rep r ON r.id = m.rep_id LEFT JOIN role o ON o.id = m.role_id WHERE m.deal_id = deal.id
        UNION ALL
        SELECT CASE CASE WHEN m.role_id IS NULL THEN r.function ELSE o.function END
            WHEN 'sales_engineer' THEN 1 WHEN 'executive_sponsor' THEN 2 ELSE 0 END * CASE WHEN r.left_on IS NULL THEN 1 ELSE 4 END
        FROM account_member m JOIN rep r ON r.id = m.rep_id LEFT JOIN role o ON o.id = m.role_id
        WHERE m.account_id = deal.account_id
    ) AS s)
    WHERE closed_on IS NULL;
UPDATE deal SET unknown_count = (SELECT COUNT(DISTINCT l.product_id) FROM deal_line l JOIN product p ON p.id = l.product_id
        WHERE l.deal_id = deal.id AND NOT EXISTS (SELECT 1 FROM skill k
            WHERE k.rep_id = deal.owner_id AND k.name_key = p.name_key AND k.level >= 3))
    WHERE closed_on IS NULL AND EXISTS (SELECT 1 FROM skill k WHERE k.rep_id = deal.owner_id);
DROP INDEX deal_open;
CREATE INDEX deal_open ON deal (stage_id, owner_id, currency, amount, probability, expected_close_on, category,
    touched_on, stage_since_on, next_on, push_count, active_on, meeting_on, started_on, agreement_send_on, id,
    account_id, closed_on, complexity, product_count, contact_count, seated, unknown_count) WHERE closed_on IS NULL;
