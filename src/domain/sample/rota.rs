//! When people work and when they do not: who is away, the public holidays of each office, and what comes back every week.

use chrono::Datelike;

use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::id::{IdSource, RepId};
use crate::domain::plan::{Template, Weekday};
use crate::domain::sprint::{Absence, Holiday};
use crate::domain::team::Function;
use crate::domain::text::name_key;

use super::Batch;
use super::cast::{CALLER, TEAMS, place};
use super::house::House;
use super::timeline::working_from;

/// Who is away: in so many weeks, for how many, who takes over, and why. Of this week it is what is left of it.
const AWAY: [(&str, i64, i64, &str, &str); 2] = [
    ("Mila", 0, 1, "Sander", "moving house"),
    ("Chloé", 2, 2, "美咲", "two weeks in Brittany"),
];

/// Month and day on which nobody works, and the place of the only office in [`TEAMS`] that has it. Feasts that move are left
/// out.
const HOLIDAYS: [(u32, u32, &str, Option<usize>); 9] = [
    (1, 1, "New Year", None),
    (1, 6, "Epiphany", Some(1)),
    (5, 1, "Labour Day", None),
    (8, 15, "Assumption", Some(1)),
    (10, 3, "German Unity Day", None),
    (10, 31, "Reformation Day", Some(0)),
    (11, 1, "All Saints", Some(1)),
    (12, 25, "Christmas Day", None),
    (12, 26, "Boxing Day", None),
];

/// Whose something is that comes back every week.
enum Whose {
    Everyones,
    Of(Function),
    Only(&'static str),
}

/// What comes back: whose it is, what, how many there are to be, how long it takes, and when it is.
type Row = (
    Whose,
    (ActivityKind, &'static str),
    Option<i64>,
    Option<i64>,
    (Option<Weekday>, Option<&'static str>),
);

const TEMPLATES: [Row; 6] = [
    (
        Whose::Everyones,
        (ActivityKind::Duty, "Deals up to date before Friday"),
        None,
        Some(30),
        (Some(Weekday::Thu), None),
    ),
    (
        Whose::Of(Function::AccountExecutive),
        (ActivityKind::CallBlock, "8 calls, former customers"),
        Some(8),
        Some(45),
        (None, None),
    ),
    (
        Whose::Of(Function::AccountExecutive),
        (ActivityKind::Training, "Product hour: refill points"),
        None,
        Some(60),
        (Some(Weekday::Wed), Some("16:00")),
    ),
    (
        Whose::Of(Function::SalesSupport),
        (ActivityKind::FollowUp, "What was promised the week before"),
        None,
        Some(60),
        (Some(Weekday::Mon), None),
    ),
    (
        Whose::Only(CALLER),
        (ActivityKind::CallBlock, "30 first calls"),
        Some(30),
        Some(120),
        (Some(Weekday::Tue), Some("09:00")),
    ),
    (
        Whose::Only("Łukasz"),
        (ActivityKind::Coaching, "What the week taught me"),
        None,
        Some(30),
        (Some(Weekday::Fri), Some("15:00")),
    ),
];

/// The rota of the cast.
pub(super) fn of_cast(house: &House, ids: &mut IdSource, batch: &mut Batch) {
    absences(house, ids, batch);
    holidays(house, ids, batch);
    templates(house, ids, batch);
}

fn rep(house: &House, name: &str) -> Option<RepId> {
    place(name).map(|at| house.cast[at].id)
}

fn absences(house: &House, ids: &mut IdSource, batch: &mut Batch) {
    let today = working_from(house.timeline.today);
    for (name, ahead, weeks, cover, why) in AWAY {
        let Some(rep_id) = rep(house, name) else {
            continue;
        };
        let monday = today.monday().plus_days(7 * ahead);
        batch.absences.push(Absence {
            id: ids.mint(),
            version: 1,
            rep_id,
            from_on: monday.max(today),
            back_on: monday.plus_days(7 * weeks),
            cover_id: rep(house, cover),
            note: Some(why.to_owned()),
        });
    }
}

/// From the first year of the story to the next one. Today is none: there would be nobody to look at.
fn holidays(house: &House, ids: &mut IdSource, batch: &mut Batch) {
    let timeline = &house.timeline;
    let year = |day: Day| day.date().year();
    for year in year(timeline.start)..=year(timeline.today) + 1 {
        for (month, day, name, office) in HOLIDAYS {
            let held_on = Day::new(year, month, day).filter(|on| *on != timeline.today);
            let Some(held_on) = held_on else { continue };
            let office = office.map(|at| name_key(TEAMS[at].office));
            let office = office.and_then(|key| batch.offices.iter().find(|it| it.name_key == key));
            batch.holidays.push(Holiday {
                id: ids.mint(),
                version: 1,
                name: name.to_owned(),
                name_key: name_key(name),
                held_on,
                office_id: office.map(|it| it.id),
            });
        }
    }
}

fn templates(house: &House, ids: &mut IdSource, batch: &mut Batch) {
    for (whose, (kind, subject), target, duration_minutes, (weekday, start)) in TEMPLATES {
        let (rep_id, function) = match whose {
            Whose::Everyones => (None, None),
            Whose::Of(function) => (None, Some(function)),
            Whose::Only(name) => (rep(house, name), None),
        };
        batch.templates.push(Template {
            id: ids.mint(),
            version: 1,
            rep_id,
            function,
            kind,
            subject: Some(subject.to_owned()),
            target,
            duration_minutes,
            weekday,
            start_time: start.map(str::to_owned),
        });
    }
}
