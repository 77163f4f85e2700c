-- Open deals by who sits there already: those that lack somebody are counted without a look at the others.
CREATE INDEX deal_called ON deal (stage_id, seated, stage_since_on, unknown_count, complexity, product_count, contact_count,
    currency, amount, owner_id, account_id, id, closed_on) WHERE closed_on IS NULL;
