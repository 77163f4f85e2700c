-- The first schema: who sells, what, to whom, where it stands, what happened, and how to take it back.
-- Portable SQL (SQLite and PostgreSQL). Money in minor units, shares in basis points, days as text.

CREATE TABLE migration (
    number BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    applied_at TEXT NOT NULL
);

CREATE TABLE setting (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
);

CREATE TABLE rate (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    to_currency TEXT NOT NULL CHECK (length(to_currency) = 3 AND to_currency <> currency),
    from_on TEXT NOT NULL CHECK (length(from_on) = 10),
    micros BIGINT NOT NULL CHECK (micros > 0),
    UNIQUE (currency, to_currency, from_on)
);

CREATE TABLE policy (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    key TEXT NOT NULL,
    from_on TEXT NOT NULL CHECK (length(from_on) = 10),
    value TEXT NOT NULL,
    UNIQUE (key, from_on)
);

CREATE TABLE rep (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    email TEXT,
    job TEXT,
    function TEXT
);
CREATE INDEX rep_by_name ON rep (name_key);
CREATE INDEX rep_by_email ON rep (email);

CREATE TABLE team (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL
);
CREATE INDEX team_by_name ON team (name_key);

CREATE TABLE office (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL
);
CREATE INDEX office_by_name ON office (name_key);

CREATE TABLE membership (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    rep_id BIGINT NOT NULL REFERENCES rep (id),
    team_id BIGINT REFERENCES team (id),
    office_id BIGINT REFERENCES office (id),
    manager_id BIGINT REFERENCES rep (id),
    from_on TEXT NOT NULL CHECK (length(from_on) = 10),
    to_on TEXT CHECK (length(to_on) = 10 AND from_on < to_on)
);
CREATE INDEX membership_by_rep ON membership (rep_id, from_on);
CREATE INDEX membership_by_team ON membership (team_id);
CREATE INDEX membership_by_office ON membership (office_id);
CREATE INDEX membership_by_manager ON membership (manager_id);

CREATE TABLE account (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    owner_id BIGINT REFERENCES rep (id),
    -- Checked when the transaction ends: a parent may come back after its child.
    parent_id BIGINT REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
    industry TEXT,
    region TEXT,
    employees BIGINT,
    domain TEXT
);
CREATE INDEX account_by_name ON account (name_key, id);
CREATE INDEX account_by_domain ON account (domain);
CREATE INDEX account_by_owner ON account (owner_id);
CREATE INDEX account_by_parent ON account (parent_id);

CREATE TABLE contact (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    account_id BIGINT REFERENCES account (id),
    owner_id BIGINT REFERENCES rep (id),
    email TEXT,
    phone TEXT,
    title TEXT
);
CREATE INDEX contact_by_name ON contact (name_key, id);
CREATE INDEX contact_by_email ON contact (email);
CREATE INDEX contact_by_account ON contact (account_id);
CREATE INDEX contact_by_owner ON contact (owner_id);

CREATE TABLE product (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    list_price BIGINT,
    currency TEXT CHECK (length(currency) = 3),
    class TEXT,
    CHECK (list_price IS NULL OR currency IS NOT NULL)
);
CREATE INDEX product_by_name ON product (name_key);

CREATE TABLE pipeline (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    position BIGINT NOT NULL
);
CREATE INDEX pipeline_by_name ON pipeline (name_key);

CREATE TABLE stage (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    pipeline_id BIGINT NOT NULL REFERENCES pipeline (id),
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('open', 'won', 'lost')),
    probability BIGINT CHECK (probability BETWEEN 0 AND 10000),
    category TEXT
);
CREATE INDEX stage_by_pipeline ON stage (pipeline_id, position);
CREATE INDEX stage_by_name ON stage (name_key);

CREATE TABLE deal (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    account_id BIGINT REFERENCES account (id),
    owner_id BIGINT REFERENCES rep (id),
    stage_id BIGINT NOT NULL REFERENCES stage (id),
    amount BIGINT CHECK (amount BETWEEN -999999999999999 AND 999999999999999),
    currency TEXT CHECK (length(currency) = 3),
    probability BIGINT CHECK (probability BETWEEN 0 AND 10000),
    category TEXT,
    started_on TEXT CHECK (length(started_on) = 10),
    expected_close_on TEXT CHECK (length(expected_close_on) = 10),
    closed_on TEXT CHECK (length(closed_on) = 10),
    agreement_send_on TEXT CHECK (length(agreement_send_on) = 10),
    close_reason TEXT,
    note TEXT,
    CHECK (amount IS NULL OR currency IS NOT NULL)
);
-- Covers the pipeline by stage and every KPI of a period: they read no row of the table itself.
CREATE INDEX deal_by_stage ON deal (stage_id, closed_on, owner_id, currency, amount, probability, started_on);
CREATE INDEX deal_by_owner ON deal (owner_id, stage_id, closed_on);
CREATE INDEX deal_by_account ON deal (account_id);
CREATE INDEX deal_by_name ON deal (name_key, id);
CREATE INDEX deal_by_currency ON deal (currency);

CREATE TABLE deal_line (
    id BIGINT PRIMARY KEY,
    deal_id BIGINT NOT NULL REFERENCES deal (id),
    product_id BIGINT NOT NULL REFERENCES product (id),
    quantity BIGINT NOT NULL,
    price BIGINT
);
CREATE INDEX deal_line_by_deal ON deal_line (deal_id, id);
CREATE INDEX deal_line_by_product ON deal_line (product_id);

CREATE TABLE deal_contact (
    id BIGINT PRIMARY KEY,
    deal_id BIGINT NOT NULL REFERENCES deal (id),
    contact_id BIGINT NOT NULL REFERENCES contact (id)
);
CREATE INDEX deal_contact_by_deal ON deal_contact (deal_id, id);
CREATE INDEX deal_contact_by_contact ON deal_contact (contact_id);

CREATE TABLE credit (
    id BIGINT PRIMARY KEY,
    deal_id BIGINT NOT NULL REFERENCES deal (id),
    rep_id BIGINT NOT NULL REFERENCES rep (id),
    kind TEXT NOT NULL CHECK (kind IN ('revenue', 'overlay')),
    share BIGINT NOT NULL CHECK (share BETWEEN 0 AND 10000)
);
CREATE INDEX credit_by_deal ON credit (deal_id);
CREATE INDEX credit_by_rep ON credit (rep_id);

-- Immutable. Stages and owners are kept as they were: no reference keeps them alive.
CREATE TABLE deal_history (
    id BIGINT PRIMARY KEY,
    deal_id BIGINT NOT NULL REFERENCES deal (id),
    changed_on TEXT NOT NULL CHECK (length(changed_on) = 10),
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    old_stage_id BIGINT,
    new_stage_id BIGINT NOT NULL,
    old_amount BIGINT,
    new_amount BIGINT,
    old_probability BIGINT,
    new_probability BIGINT,
    old_close_on TEXT,
    new_close_on TEXT,
    old_category TEXT,
    new_category TEXT,
    old_owner_id BIGINT,
    new_owner_id BIGINT
);
CREATE INDEX deal_history_by_deal ON deal_history (deal_id, changed_on);

CREATE TABLE activity (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT,
    held_on TEXT CHECK (length(held_on) = 10),
    start_time TEXT CHECK (length(start_time) = 5),
    duration_minutes BIGINT,
    status TEXT NOT NULL CHECK (status IN ('planned', 'done')),
    outcome TEXT,
    note TEXT,
    done_by_id BIGINT REFERENCES rep (id),
    done_for_id BIGINT REFERENCES rep (id),
    scheduled_by_id BIGINT REFERENCES rep (id),
    deal_id BIGINT REFERENCES deal (id),
    account_id BIGINT REFERENCES account (id),
    contact_id BIGINT REFERENCES contact (id)
);
CREATE INDEX activity_by_doer ON activity (done_by_id, kind, held_on);
CREATE INDEX activity_by_done_for ON activity (done_for_id) WHERE done_for_id IS NOT NULL;
CREATE INDEX activity_by_scheduler ON activity (scheduled_by_id) WHERE scheduled_by_id IS NOT NULL;
CREATE INDEX activity_by_deal ON activity (deal_id, held_on);
CREATE INDEX activity_by_account ON activity (account_id, held_on);
CREATE INDEX activity_by_contact ON activity (contact_id) WHERE contact_id IS NOT NULL;

-- What a source calls a record, and a hash of each field as the source last had it.
CREATE TABLE external_ref (
    id BIGINT PRIMARY KEY,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    external_id TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    row_hash TEXT NOT NULL
);
CREATE UNIQUE INDEX external_ref_by_id ON external_ref (source, kind, external_id);
CREATE INDEX external_ref_by_record ON external_ref (record_id);

CREATE TABLE import_batch (
    id BIGINT PRIMARY KEY,
    source TEXT NOT NULL,
    files TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    rows_created BIGINT NOT NULL,
    rows_updated BIGINT NOT NULL
);

-- Append-only. root_seq is the command an undo or redo is about; entries of one root alternate: done, undone, redone …
CREATE TABLE journal (
    seq BIGINT PRIMARY KEY,
    root_seq BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    actor_key TEXT NOT NULL,
    command TEXT NOT NULL,
    subject TEXT NOT NULL
);
CREATE INDEX journal_by_root ON journal (root_seq, seq);
CREATE INDEX journal_by_actor ON journal (actor_key, seq);

-- What an entry did to rows: created a run of new ids, changed a row, removed a row. `image` is the row before.
CREATE TABLE journal_row (
    seq BIGINT NOT NULL REFERENCES journal (seq),
    position BIGINT NOT NULL,
    relation TEXT NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('created', 'changed', 'removed')),
    first_id BIGINT NOT NULL,
    last_id BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    image TEXT,
    PRIMARY KEY (seq, position)
);
CREATE INDEX journal_row_by_id ON journal_row (relation, first_id, seq);
-- The highest id there is, seen from an id.
CREATE INDEX journal_row_created ON journal_row (last_id) WHERE change = 'created';
