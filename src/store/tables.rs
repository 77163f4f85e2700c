//! Every table that holds records: one declaration each. Journal, undo and import read this catalogue.

use crate::domain::activity::Activity;
use crate::domain::credit::Credit;
use crate::domain::deal::{Deal, DealContact, DealHistory, DealLine, Pipeline, Stage};
use crate::domain::goal::Goal;
use crate::domain::handoff::HandOff;
use crate::domain::party::{Account, Contact, Product};
use crate::domain::plan::Template;
use crate::domain::record::Kind;
use crate::domain::role::{
    AccountMember, Channel, Contract, DealMember, DefaultMember, OpsDuty, Role, RoleDuty, Skill,
    SupportCase,
};
use crate::domain::sprint::{Absence, Holiday, Sprint, SprintItem};
use crate::domain::standup::{Standup, StandupLine, StandupNote};
use crate::domain::team::{Membership, Office, Policy, Rate, Rep, Setting, Team};

use super::Result;
use super::record::{Record, Table, record};
use super::refs::{ExternalRef, ImportBatch};
use super::value::{Stored, Value};

record!(Setting, SETTING, "setting", [id, version, key, value]);
record!(
    Rate,
    RATE,
    "rate",
    [id, version, currency, to_currency, from_on, micros]
);
record!(Policy, POLICY, "policy", [id, version, key, from_on, value]);
record!(Goal, GOAL, "goal", [
    id, version, rep_id: "rep", team_id: "team", metric, kind, start_on, end_on, target, currency,
]);
record!(
    Rep,
    REP,
    "rep",
    [
        id, version, name, name_key, email, job, function, profile, cost_band, left_on,
    ]
);
record!(Team, TEAM, "team", [id, version, name, name_key]);
record!(Office, OFFICE, "office", [id, version, name, name_key]);
record!(Membership, MEMBERSHIP, "membership", [
    id, version, rep_id: "rep", team_id: "team", office_id: "office", manager_id: "rep", from_on, to_on,
]);
record!(Account, ACCOUNT, "account", [
    id, version, name, name_key, owner_id: "rep", parent_id: "account", industry, region, employees, domain, sharing,
]);
record!(Contact, CONTACT, "contact", [
    id, version, name, name_key, account_id: "account", owner_id: "rep", email, phone, title,
]);
record!(
    Product,
    PRODUCT,
    "product",
    [id, version, name, name_key, list_price, currency, class]
);
record!(
    Pipeline,
    PIPELINE,
    "pipeline",
    [id, version, name, name_key, position]
);
record!(Stage, STAGE, "stage", [
    id, version, pipeline_id: "pipeline", name, name_key, position, kind, probability, category, exit_criteria, function,
]);
record!(Deal, DEAL, "deal", [
    id, version, name, name_key, account_id: "account", owner_id: "rep", stage_id: "stage", amount, currency,
    probability, category, started_on, expected_close_on, closed_on, agreement_send_on, close_reason, note, sharing,
    complexity,
]);
record!(DealLine, DEAL_LINE, "deal_line", [id, version, deal_id: "deal", product_id: "product", quantity, price]);
record!(DealContact, DEAL_CONTACT, "deal_contact", [id, version, deal_id: "deal", contact_id: "contact"]);
record!(Credit, CREDIT, "credit", [id, version, deal_id: "deal", rep_id: "rep", kind, share]);
record!(DealHistory, DEAL_HISTORY, "deal_history", [
    id, deal_id: "deal", changed_on, recorded_at, actor, old_stage_id, new_stage_id, old_amount, new_amount,
    old_probability, new_probability, old_close_on, new_close_on, old_category, new_category, old_owner_id,
    new_owner_id, criteria,
]);
record!(Activity, ACTIVITY, "activity", [
    id, version, kind, subject, held_on, booked_on, due_on, start_time, duration_minutes, status, outcome, note, done_by_id: "rep",
    done_for_id: "rep", scheduled_by_id: "rep", deal_id: "deal", account_id: "account", contact_id: "contact", target,
    counted, urgency, doing_since_on, blocker, blocker_owner_id: "rep", blocked_on, duty_id: "role_duty",
]);
record!(Sprint, SPRINT, "sprint", [
    id, version, rep_id: "rep", week_on, goal, capacity_minutes, state, made_at, started_on, started_by,
    closed_on, closed_by, goal_met, keep, change, attempt, improvement_id: "activity",
]);
record!(SprintItem, SPRINT_ITEM, "sprint_item", [
    id, version, sprint_id: "sprint", activity_id: "activity", position, added_on, planned_minutes, carry_count, ending,
    ended_on, reason,
]);
record!(Absence, ABSENCE, "absence", [id, version, rep_id: "rep", from_on, back_on, cover_id: "rep", note]);
record!(Holiday, HOLIDAY, "holiday", [id, version, name, name_key, held_on, office_id: "office"]);
record!(Template, TEMPLATE, "template", [
    id, version, rep_id: "rep", function, kind, subject, target, duration_minutes, weekday, start_time,
]);
record!(Standup, STANDUP, "standup", [id, version, held_on, team_id: "team", turns, started_at, ended_at]);
record!(StandupNote, STANDUP_NOTE, "standup_note", [
    id, version, standup_id: "standup", kind, rep_id: "rep", about_id: "rep", text, made_at,
]);
record!(StandupLine, STANDUP_LINE, "standup_line", [
    id, standup_id: "standup", rep_id: "rep", part, kind, news, count, subject, deal, account, amount, currency,
    old_stage, new_stage, on_day, start_time, blocker, owner, deal_id, account_id,
]);
record!(
    Role,
    ROLE,
    "role",
    [
        id,
        version,
        name,
        name_key,
        function,
        measure,
        overlay_share
    ]
);
record!(RoleDuty, ROLE_DUTY, "role_duty", [id, version, name, name_key, role_id: "role", stage_id: "stage"]);
record!(AccountMember, ACCOUNT_MEMBER, "account_member", [
    id, version, account_id: "account", rep_id: "rep", role_id: "role", account_level, deal_level, contract_level, case_level,
]);
record!(DealMember, DEAL_MEMBER, "deal_member", [
    id, version, deal_id: "deal", rep_id: "rep", role_id: "role", deal_level,
]);
record!(DefaultMember, DEFAULT_MEMBER, "default_member", [
    id, version, rep_id: "rep", member_id: "rep", role_id: "role", added, account_level, deal_level, contract_level,
    case_level,
]);
record!(Contract, CONTRACT, "contract", [
    id, version, name, name_key, account_id: "account", status, start_on, end_on, amount, currency,
]);
record!(SupportCase, SUPPORT_CASE, "support_case", [
    id, version, name, name_key, account_id: "account", owner_id: "rep", status, priority, opened_on,
]);
record!(Skill, SKILL, "skill", [id, version, name, name_key, rep_id: "rep", level]);
record!(Channel, CHANNEL, "channel", [id, version, rep_id: "rep", kind, address]);
record!(OpsDuty, OPS_DUTY, "ops_duty", [id, version, name, name_key, ops_category, side, rep_id: "rep"]);
record!(HandOff, HAND_OFF, "hand_off", [
    id, version, deal_id: "deal", from_stage_id: "stage", to_stage_id: "stage", from_rep_id: "rep", to_rep_id: "rep", function,
    state, checklist, note, reason, offered_on, answered_on, answered_by_id: "rep",
]);
record!(
    ExternalRef,
    EXTERNAL_REF,
    "external_ref",
    [id, source, kind, external_id, record_id, row_hash]
);
record!(
    ImportBatch,
    IMPORT_BATCH,
    "import_batch",
    [
        id,
        source,
        files,
        imported_at,
        actor,
        rows_created,
        rows_updated,
    ]
);

/// Every table of records, those referred to before those that refer to them.
pub static TABLES: &[&Table] = &[
    &SETTING,
    &RATE,
    &POLICY,
    &REP,
    &TEAM,
    &OFFICE,
    &MEMBERSHIP,
    &GOAL,
    &ACCOUNT,
    &CONTACT,
    &PRODUCT,
    &PIPELINE,
    &STAGE,
    &ROLE,
    &ROLE_DUTY,
    &DEAL,
    &DEAL_LINE,
    &DEAL_CONTACT,
    &CREDIT,
    &DEAL_HISTORY,
    &ACTIVITY,
    &SPRINT,
    &SPRINT_ITEM,
    &ABSENCE,
    &HOLIDAY,
    &TEMPLATE,
    &STANDUP,
    &STANDUP_NOTE,
    &STANDUP_LINE,
    &ACCOUNT_MEMBER,
    &DEAL_MEMBER,
    &DEFAULT_MEMBER,
    &CONTRACT,
    &SUPPORT_CASE,
    &SKILL,
    &CHANNEL,
    &OPS_DUTY,
    &HAND_OFF,
    &EXTERNAL_REF,
    &IMPORT_BATCH,
];

/// The table of a kind of record.
pub fn of(kind: Kind) -> &'static Table {
    match kind {
        Kind::Rep => &REP,
        Kind::Team => &TEAM,
        Kind::Office => &OFFICE,
        Kind::Membership => &MEMBERSHIP,
        Kind::Account => &ACCOUNT,
        Kind::Contact => &CONTACT,
        Kind::Product => &PRODUCT,
        Kind::Deal => &DEAL,
        Kind::Activity => &ACTIVITY,
        Kind::Pipeline => &PIPELINE,
        Kind::Stage => &STAGE,
        Kind::DealLine => &DEAL_LINE,
        Kind::DealContact => &DEAL_CONTACT,
        Kind::Sprint => &SPRINT,
        Kind::Absence => &ABSENCE,
        Kind::Holiday => &HOLIDAY,
        Kind::Template => &TEMPLATE,
        Kind::Role => &ROLE,
        Kind::RoleDuty => &ROLE_DUTY,
        Kind::AccountMember => &ACCOUNT_MEMBER,
        Kind::DealMember => &DEAL_MEMBER,
        Kind::DefaultMember => &DEFAULT_MEMBER,
        Kind::Contract => &CONTRACT,
        Kind::SupportCase => &SUPPORT_CASE,
        Kind::Skill => &SKILL,
        Kind::Channel => &CHANNEL,
        Kind::OpsDuty => &OPS_DUTY,
        Kind::Credit => &CREDIT,
    }
}

/// The table of a name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::{Field, entity};

    #[test]
    fn every_kind_has_its_table_and_every_field_its_column() {
        for &kind in Kind::ALL {
            assert_eq!(of(kind).name, kind.code());
            for column in entity(kind).fields.iter().filter_map(Field::column) {
                assert!(of(kind).column(column).is_some(), "{kind:?}.{column}");
            }
        }
    }
}
