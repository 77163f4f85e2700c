-- The week: sprints, what is in them, who is away, what comes back every week. Portable SQL.
-- An activity may be called off, and says what the board needs to know of it: how far a counted one is, what stops it.
-- The table is made anew, because a CHECK cannot be changed; nothing refers to it yet.

CREATE TABLE activity_anew (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT,
    held_on TEXT CHECK (length(held_on) = 10),
    booked_on TEXT CHECK (length(booked_on) = 10),
    start_time TEXT CHECK (length(start_time) = 5),
    duration_minutes BIGINT,
    status TEXT NOT NULL CHECK (status IN ('planned', 'done', 'called_off')),
    outcome TEXT,
    note TEXT,
    done_by_id BIGINT REFERENCES rep (id),
    done_for_id BIGINT REFERENCES rep (id),
    scheduled_by_id BIGINT REFERENCES rep (id),
    deal_id BIGINT REFERENCES deal (id),
    account_id BIGINT REFERENCES account (id),
    contact_id BIGINT REFERENCES contact (id),
    target BIGINT CHECK (target > 0),
    counted BIGINT CHECK (counted >= 0),
    urgency TEXT CHECK (urgency IN ('high', 'low')),
    doing_since_on TEXT CHECK (length(doing_since_on) = 10),
    blocker TEXT,
    blocker_owner_id BIGINT REFERENCES rep (id),
    blocked_on TEXT CHECK (length(blocked_on) = 10)
);
INSERT INTO activity_anew (id, version, kind, subject, held_on, booked_on, start_time, duration_minutes, status, outcome,
        note, done_by_id, done_for_id, scheduled_by_id, deal_id, account_id, contact_id)
    SELECT id, version, kind, subject, held_on, booked_on, start_time, duration_minutes, status, outcome,
        note, done_by_id, done_for_id, scheduled_by_id, deal_id, account_id, contact_id FROM activity;
DROP INDEX activity_by_doer;
DROP INDEX activity_by_done_for;
DROP INDEX activity_by_scheduler;
DROP INDEX activity_by_deal;
DROP INDEX activity_by_account;
DROP INDEX activity_by_contact;
DROP INDEX activity_by_booking;
DROP INDEX activity_planned;
DROP TABLE activity;
ALTER TABLE activity_anew RENAME TO activity;
CREATE INDEX activity_by_doer ON activity (done_by_id, kind, status, held_on, id);
CREATE INDEX activity_by_done_for ON activity (done_for_id) WHERE done_for_id IS NOT NULL;
CREATE INDEX activity_by_scheduler ON activity (scheduled_by_id) WHERE scheduled_by_id IS NOT NULL;
CREATE INDEX activity_by_deal ON activity (deal_id, status, held_on, kind);
CREATE INDEX activity_by_account ON activity (account_id, held_on);
CREATE INDEX activity_by_contact ON activity (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX activity_by_booking ON activity (done_by_id, kind, booked_on, id);
CREATE INDEX activity_planned ON activity (done_by_id, held_on, start_time) WHERE status = 'planned';
CREATE INDEX activity_by_blocker ON activity (blocker_owner_id) WHERE blocker_owner_id IS NOT NULL;

-- One ISO week of one rep.
CREATE TABLE sprint (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    rep_id BIGINT NOT NULL REFERENCES rep (id),
    week_on TEXT NOT NULL CHECK (length(week_on) = 10),
    goal TEXT,
    capacity_minutes BIGINT CHECK (capacity_minutes >= 0),
    state TEXT NOT NULL CHECK (state IN ('planning', 'active', 'closed')),
    made_at TEXT NOT NULL,
    started_on TEXT CHECK (length(started_on) = 10),
    started_by TEXT CHECK (started_by IN ('hand', 'clock')),
    closed_on TEXT CHECK (length(closed_on) = 10),
    closed_by TEXT CHECK (closed_by IN ('hand', 'clock')),
    goal_met TEXT CHECK (goal_met IN ('met', 'missed')),
    keep TEXT,
    change TEXT,
    attempt TEXT,
    improvement_id BIGINT REFERENCES activity (id)
);
CREATE UNIQUE INDEX sprint_by_rep ON sprint (rep_id, week_on);
CREATE INDEX sprint_by_week ON sprint (week_on, rep_id);
CREATE INDEX sprint_by_improvement ON sprint (improvement_id) WHERE improvement_id IS NOT NULL;
-- What is not closed yet: the clock starts and closes it.
CREATE INDEX sprint_open ON sprint (week_on, rep_id, state) WHERE state <> 'closed';

-- An activity in a week. What is to be done, when and about which deal, the activity says.
CREATE TABLE sprint_item (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    sprint_id BIGINT NOT NULL REFERENCES sprint (id),
    activity_id BIGINT NOT NULL REFERENCES activity (id),
    position BIGINT NOT NULL,
    added_on TEXT NOT NULL CHECK (length(added_on) = 10),
    planned_minutes BIGINT,
    carry_count BIGINT NOT NULL,
    ending TEXT CHECK (ending IN ('done', 'carried', 'returned', 'dropped')),
    ended_on TEXT CHECK (length(ended_on) = 10),
    reason TEXT
);
CREATE INDEX sprint_item_by_sprint ON sprint_item (sprint_id, position, id);
CREATE INDEX sprint_item_by_activity ON sprint_item (activity_id, id);

-- Days on which a rep is not there: from_on to the day before back_on.
CREATE TABLE absence (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    rep_id BIGINT NOT NULL REFERENCES rep (id),
    from_on TEXT NOT NULL CHECK (length(from_on) = 10),
    back_on TEXT NOT NULL CHECK (length(back_on) = 10 AND from_on < back_on),
    cover_id BIGINT REFERENCES rep (id),
    note TEXT
);
CREATE INDEX absence_by_rep ON absence (rep_id, from_on);
CREATE INDEX absence_by_cover ON absence (cover_id) WHERE cover_id IS NOT NULL;

-- Days on which nobody works, or nobody of an office.
CREATE TABLE holiday (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL,
    held_on TEXT NOT NULL CHECK (length(held_on) = 10),
    office_id BIGINT REFERENCES office (id)
);
CREATE INDEX holiday_by_day ON holiday (held_on, office_id);
CREATE INDEX holiday_by_office ON holiday (office_id) WHERE office_id IS NOT NULL;

-- What comes back every week: of a rep, of everyone of a function or, without either, of everyone.
CREATE TABLE template (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    rep_id BIGINT REFERENCES rep (id),
    function TEXT,
    kind TEXT NOT NULL,
    subject TEXT,
    target BIGINT CHECK (target > 0),
    duration_minutes BIGINT CHECK (duration_minutes > 0),
    weekday TEXT CHECK (weekday IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
    start_time TEXT CHECK (length(start_time) = 5)
);
CREATE INDEX template_by_rep ON template (rep_id, id);

-- The daily round of a team, or of everyone.
CREATE TABLE standup (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    held_on TEXT NOT NULL CHECK (length(held_on) = 10),
    team_id BIGINT REFERENCES team (id),
    turns TEXT NOT NULL CHECK (turns IN ('list', 'shuffled', 'last_first')),
    started_at TEXT NOT NULL,
    ended_at TEXT
);
CREATE INDEX standup_by_day ON standup (held_on, team_id);
CREATE INDEX standup_by_team ON standup (team_id) WHERE team_id IS NOT NULL;

-- What was noted in one, kept at once.
CREATE TABLE standup_note (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL,
    standup_id BIGINT NOT NULL REFERENCES standup (id),
    kind TEXT NOT NULL CHECK (kind IN ('topic', 'decision', 'praise', 'help')),
    rep_id BIGINT REFERENCES rep (id),
    about_id BIGINT REFERENCES rep (id),
    text TEXT NOT NULL CHECK (text <> ''),
    made_at TEXT NOT NULL
);
CREATE INDEX standup_note_by_standup ON standup_note (standup_id, id);
CREATE INDEX standup_note_by_rep ON standup_note (rep_id) WHERE rep_id IS NOT NULL;
CREATE INDEX standup_note_by_about ON standup_note (about_id) WHERE about_id IS NOT NULL;

-- What everyone said, as it was when the round ended: what follows from other records before changes with them.
CREATE TABLE standup_line (
    id BIGINT PRIMARY KEY,
    standup_id BIGINT NOT NULL REFERENCES standup (id),
    rep_id BIGINT NOT NULL REFERENCES rep (id),
    part TEXT NOT NULL CHECK (part IN ('yesterday', 'today', 'blocker')),
    kind TEXT,
    news TEXT CHECK (news IN ('won', 'lost', 'moved', 'started')),
    count BIGINT NOT NULL,
    subject TEXT,
    deal TEXT,
    account TEXT,
    amount BIGINT,
    currency TEXT,
    old_stage TEXT,
    new_stage TEXT,
    on_day TEXT CHECK (length(on_day) = 10),
    start_time TEXT CHECK (length(start_time) = 5),
    blocker TEXT,
    owner TEXT
);
CREATE INDEX standup_line_by_standup ON standup_line (standup_id, id);
CREATE INDEX standup_line_by_rep ON standup_line (rep_id, id);

-- What went from stage to stage in a week.
CREATE INDEX deal_history_moved ON deal_history (changed_on, deal_id) WHERE old_stage_id <> new_stage_id;

-- Pages of a stage by what had no index yet. The names of a deal's owner and account, folded: derived, as 0002 says.
ALTER TABLE deal ADD COLUMN owner_key TEXT;
ALTER TABLE deal ADD COLUMN account_key TEXT;
UPDATE deal SET owner_key = (SELECT r.name_key FROM rep r WHERE r.id = deal.owner_id),
    account_key = (SELECT a.name_key FROM account a WHERE a.id = deal.account_id);
CREATE INDEX deal_by_stage_owner ON deal (stage_id, owner_key, id, owner_id, account_id, closed_on);
CREATE INDEX deal_by_stage_account ON deal (stage_id, account_key, id, owner_id, account_id, closed_on);
CREATE INDEX deal_open_by_probability ON deal (stage_id, probability, id, owner_id, account_id, closed_on)
    WHERE closed_on IS NULL;
-- By a signal, each with what decides whether another one has lasted longer, and by nothing but the stage.
DROP INDEX deal_open_by_since;
CREATE INDEX deal_open_by_since ON deal (stage_id, stage_since_on, id, owner_id, account_id, touched_on, active_on,
    meeting_on, closed_on) WHERE closed_on IS NULL;
CREATE INDEX deal_open_by_active ON deal (stage_id, active_on, id, owner_id, account_id, touched_on, stage_since_on,
    meeting_on, closed_on) WHERE closed_on IS NULL;
CREATE INDEX deal_open_by_touched ON deal (stage_id, touched_on, id, owner_id, account_id, stage_since_on, active_on,
    meeting_on, closed_on) WHERE closed_on IS NULL;
CREATE INDEX deal_open_by_id ON deal (stage_id, id, owner_id, account_id, touched_on, stage_since_on, active_on,
    meeting_on, closed_on) WHERE closed_on IS NULL;
