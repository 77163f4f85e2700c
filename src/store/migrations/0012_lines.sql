-- What a line of a round is about, so that it is known again by whatever name: not references, for a line outlives it.
ALTER TABLE standup_line ADD COLUMN deal_id BIGINT;
ALTER TABLE standup_line ADD COLUMN account_id BIGINT;
UPDATE standup_line SET deal_id = one.id
    FROM (SELECT name, MIN(id) AS id FROM deal GROUP BY name HAVING COUNT(*) = 1) AS one WHERE one.name = standup_line.deal;
UPDATE standup_line SET account_id = one.id
    FROM (SELECT name, MIN(id) AS id FROM account GROUP BY name HAVING COUNT(*) = 1) AS one
    WHERE one.name = standup_line.account;
