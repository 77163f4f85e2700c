//! Files with what is planned, who is away and when nobody works: taken in by a mapping, and again.

use quarterdeck::domain::activity::ActivityKind;
use quarterdeck::domain::record::Kind;
use quarterdeck::domain::sprint::{Lane, Urgency};
use quarterdeck::service::exchange::report::ImportReport;

use crate::fixtures::{FOUNDER, House, add_rep, day, every_row, new_deal};
use crate::support::today;
use crate::week::{found, next_monday, start, week};
use quarterdeck::store::tables;

const ITEMS: &str = "\
item,rep,week,kind,due,start,estimate,deal,target,urgency,blocker,blocker_owner,status
\"20 calls, new leads\",Ann,2026-W48,call_block,,,1h30m,,20,,,,
Proposal,Ann,,proposal,2026-11-26,11:00,60,Acme,,high,price list,Ben,
Some day,Ann,,,,,,,,low,,,
Next,Ann,2026-12-03,follow up,,,15,,,,,,planned
";
const ABSENCES: &str =
    "rep,from,to,cover,note\nAnn,2026-11-30,2026-12-01,Ben,moving house\nBen,2026-12-02,,,\n";
const HOLIDAYS: &str = "date,holiday,office\n2026-12-04,Founders' day,\n2026-12-03,Fair,Berlin\n2026-12-03,Fair,Kiel\n";

/// The same with a column of ids before.
fn with_ids(text: &str) -> String {
    let lines = text.lines().zip(["id", "1", "2", "3", "4"]);
    lines.flat_map(|(line, id)| [id, ",", line, "\n"]).collect()
}

fn house() -> House {
    let mut house = House::furnished();
    house.done(FOUNDER, &add_rep("Ben", None));
    house.done("Ann", &new_deal("Acme").command());
    house
}

pub(crate) fn imported(house: &mut House, files: &[(&str, &str)]) -> ImportReport {
    let report = house.import("Ann", files).expect("an import");
    assert!(!report.has_rejects(), "{report:#?}");
    report
}

/// Created, updated, unchanged.
pub(crate) fn counts(report: &ImportReport) -> Vec<(u64, u64, u64)> {
    let files = report.files.iter();
    files
        .map(|it| (it.created, it.updated, it.unchanged))
        .collect()
}

fn refused(house: &mut House, file: &str) -> Vec<(Option<String>, &'static str)> {
    let report = house.import("Ann", &[("bad.csv", file)]).expect("a report");
    assert!(!report.is_committed);
    let rejected = report.files[0].rejected.iter();
    rejected
        .map(|it| (it.field.clone(), it.reason.code()))
        .collect()
}

#[test]
fn items_come_into_their_weeks() {
    let mut house = house();
    let report = imported(&mut house, &[("items.csv", ITEMS)]);
    assert_eq!(counts(&report), [(4, 0, 0)]);
    let view = week(&house, today(), today());
    assert_eq!(view.items.len(), 2, "one by its week, one by its day");
    let calls = found(&view, "20 calls, new leads");
    assert_eq!(
        (calls.kind, calls.target),
        (ActivityKind::CallBlock, Some(20))
    );
    assert_eq!(calls.minutes, 90);
    assert_eq!(view.backlog.len(), 1);
    assert_eq!(view.backlog[0].subject.as_deref(), Some("Some day"));
    let next = week(&house, next_monday(), today());
    assert_eq!(found(&next, "Next").kind, ActivityKind::FollowUp);
    // The same file again changes nothing; taken back, nothing of it is left.
    assert_eq!(
        counts(&imported(&mut house, &[("items.csv", ITEMS)])),
        [(0, 0, 4)]
    );
    house.undo("Ann", report.seq).expect("an undo");
    assert_eq!(week(&house, today(), today()).sprint, None);
}

#[test]
fn what_is_due_on_a_day_of_a_week_that_stands_comes_into_it() {
    let mut house = house();
    let begin = start(&house, today(), today());
    house.done("Ann", &begin);
    imported(&mut house, &[("items.csv", &with_ids(ITEMS))]);
    let view = week(&house, today(), today());
    assert_eq!((view.figures.planned, view.figures.added), (0, 2));
    let proposal = found(&view, "Proposal");
    assert_eq!(proposal.deal.as_deref(), Some("Acme"));
    assert_eq!(
        (proposal.lane, proposal.urgency),
        (Lane::Blocked, Some(Urgency::High))
    );
    assert_eq!(
        (proposal.blocker_owner.as_deref(), proposal.blocked_days),
        (Some("Ben"), Some(0))
    );
    assert_eq!(proposal.start_time.as_deref(), Some("11:00"));
    // At the source it went to another day, and the other one to another week.
    let moved = ITEMS
        .replace("2026-11-26", "2026-12-02")
        .replace("planned", "done")
        .replace(
            "\"20 calls, new leads\",Ann,2026-W48",
            "\"20 calls, new leads\",Ann,2026-W49",
        );
    imported(&mut house, &[("items.csv", &with_ids(&moved))]);
    let next = week(&house, next_monday(), today());
    assert_eq!(found(&next, "Proposal").due_on, Some(day("2026-12-02")));
    assert_eq!(found(&next, "20 calls, new leads").ending, None);
    assert_eq!(found(&next, "Next").lane, Lane::Done);
}

#[test]
fn absences_and_holidays_leave_less_time() {
    let mut house = house();
    let files = [("absences.csv", ABSENCES), ("holidays.csv", HOLIDAYS)];
    let report = imported(&mut house, &files);
    assert_eq!(counts(&report), [(2, 0, 0), (3, 0, 0)]);
    let days = week(&house, next_monday(), today()).days;
    // Away on Monday and Tuesday; the fair is at offices where Ann is not; Friday is everybody's.
    assert_eq!(days, ["2026-12-02", "2026-12-03"].map(day));
    let longer = ABSENCES.replace("2026-12-01", "2026-12-02");
    let report = imported(&mut house, &[("absences.csv", &longer)]);
    assert_eq!(counts(&report), [(0, 1, 1)]);
    assert_eq!(
        week(&house, next_monday(), today()).days,
        [day("2026-12-03")]
    );
    let rows = every_row(house.db(), tables::of(Kind::Absence));
    assert_eq!(rows.len(), 2);
}

#[test]
fn what_comes_back_every_week_is_imported_and_again() {
    let mut house = house();
    let text = "every_week,kind,rep,function,target,estimate,weekday,start\n\
        8 calls,call block,,account executive,8,45,tue,09:00\n\
        Product hour,training,Ann,,,1h,,\n";
    let report = imported(&mut house, &[("templates.csv", text)]);
    assert_eq!(counts(&report), [(2, 0, 0)]);
    let longer = text.replace(",1h,", ",90,");
    let again = imported(&mut house, &[("templates.csv", &longer)]);
    assert_eq!(counts(&again), [(0, 1, 1)]);
    let table = tables::of(Kind::Template);
    let (minutes, weekday) = (table.column("duration_minutes"), table.column("weekday"));
    let (minutes, weekday) = (minutes.expect("minutes"), weekday.expect("a day"));
    let rows = every_row(house.db(), table);
    assert_eq!(rows[0][weekday].as_text(), Some("tue"));
    assert_eq!(rows[1][minutes].as_int(), Some(90));
    house.undo("Ann", again.seq).expect("an undo");
    house.undo("Ann", report.seq).expect("an undo");
    assert!(every_row(house.db(), table).is_empty());
}

#[test]
fn rows_that_make_no_sense_are_refused_one_by_one() {
    let mut house = house();
    let item = |rest: &str| ["item,rep,week,target,estimate\n", rest, "\n"].concat();
    for (file, field, reason) in [
        (item("A,Ann,2026-W54,,"), "week", "invalid_date"),
        (item("A,Ann,soon,,"), "week", "invalid_date"),
        (item("A,Ann,2026-W40,,"), "", "rule_broken"),
        (item("A,Nobody,2026-W48,,"), "rep", "unknown_rep"),
        (item("A,,2026-W48,,"), "", "rule_broken"),
        (item("A,Ann,,-3,"), "target", "number_out_of_range"),
        (item("A,Ann,,,later"), "estimate", "not_a_number"),
        (item("A,Ann,,,1.5"), "estimate", "invalid_duration"),
        (
            "rep,from,to\nAnn,2026-12-03,2026-12-01\n".to_owned(),
            "",
            "rule_broken",
        ),
        (
            "rep,from,to\nAnn,,2026-12-01\n".to_owned(),
            "from",
            "missing_value",
        ),
        ("date,holiday\n,Fair\n".to_owned(), "date", "missing_value"),
        (
            "date,holiday\n2026-12-03,\n".to_owned(),
            "holiday",
            "missing_value",
        ),
    ] {
        let before = house.data();
        let field = Some(field.to_owned()).filter(|it| !it.is_empty());
        assert_eq!(refused(&mut house, &file), [(field, reason)], "{file}");
        assert_eq!(house.data(), before, "{file}");
    }
}
