//! Made-up days: of a rep with everything that can happen, and of a team of so many.

use quarterdeck::domain::activity::ActivityKind;
use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::id::{ActivityId, DealId, RepId, StageId};
use quarterdeck::domain::kpi::Measure;
use quarterdeck::domain::money::Ratio;
use quarterdeck::domain::plan::Cover;
use quarterdeck::service::view::today::{
    AgendaItem, AgendaPart, Alarm, Need, News, NewsKind, Reason, RepToday, TeamRow, TeamToday,
};

use super::answers::{amount, deal, name};
use super::{chance, eur, today};

/// Something planned so many days from today.
fn item(at: usize, part: AgendaPart, on: Option<Day>, time: Option<&str>) -> AgendaItem {
    AgendaItem {
        id: ActivityId(at as i64 + 1),
        version: 1,
        part,
        on,
        start_time: time.map(str::to_owned),
        duration_minutes: (at % 3 != 1).then_some([30, 60, 90][at % 3]),
        kind: [
            ActivityKind::Call,
            ActivityKind::Demo,
            ActivityKind::ReferralAsk,
        ][at % 3],
        subject: (at % 4 != 3).then(|| "Minibar programme".to_owned()),
        deal_id: (at % 5 != 4).then_some(DealId(1_000_000 + at as i64)),
        deal: (at % 5 != 4).then(|| format!("{} {at}", name(at))),
        stage: None,
        account_id: None,
        account: Some(name(at + 1)),
        amount: at.is_multiple_of(3).then(|| eur(chance(at, 9_000_000))),
        with: at.is_multiple_of(2).then(|| name(at + 2)),
        target: (at == 4).then_some(20),
        counted: if at == 4 { 8 } else { 0 },
        cover: (part == AgendaPart::Cover).then(|| Cover {
            rep_id: RepId(4),
            rep: name(3),
            back_on: today().plus_days(3),
        }),
    }
}

/// A rep's day: something in every part of the agenda, and so many deals that need them.
pub(crate) fn rep_day(needs: usize) -> RepToday {
    let on = |days| Some(today().plus_days(days));
    let agenda = [
        (AgendaPart::Overdue, on(-12), None),
        (AgendaPart::Overdue, on(-2), Some("15:00")),
        (AgendaPart::Today, on(0), Some("09:30")),
        (AgendaPart::Today, on(0), Some("11:00")),
        (AgendaPart::Today, on(0), None),
        (AgendaPart::Tomorrow, on(1), Some("10:00")),
        (AgendaPart::Tomorrow, on(1), None),
        (AgendaPart::Week, on(3), Some("14:15")),
        (AgendaPart::Week, on(4), None),
        (AgendaPart::Later, on(9), Some("11:00")),
        (AgendaPart::Undated, None, None),
        (AgendaPart::Cover, on(-1), None),
        (AgendaPart::Cover, on(0), Some("15:30")),
    ];
    let agenda = agenda.into_iter().enumerate();
    let agenda = agenda.map(|(at, (part, on, time))| item(at, part, on, time));
    let reasons = [
        vec![Reason::NoStep, Reason::Stalled(31)],
        vec![Reason::StepOverdue(2)],
        vec![
            Reason::ClosePassed(3),
            Reason::NoStep,
            Reason::Stalled(1_210),
        ],
    ];
    RepToday {
        agenda: agenda.collect(),
        planned_minutes: 210,
        capacity_minutes: 420,
        carried_count: 2,
        needs: (0..needs)
            .map(|at| Need {
                deal: deal(StageId(1), at as i64),
                reasons: reasons[at % 3].clone(),
            })
            .collect(),
        needs_count: needs as i64,
        news_since: today().plus_days(-3),
        news: news(9),
        alarm: Some(Alarm {
            kpi: "won_count",
            count: 4,
            usual: Ratio::new(17, 2),
            dry_on: Some(today().plus_days(50)),
        }),
    }
}

fn news(count: usize) -> Vec<News> {
    let kinds = [
        NewsKind::Won,
        NewsKind::Moved,
        NewsKind::Lost,
        NewsKind::Started,
    ];
    let one = |at: usize| News {
        on: today().plus_days(-(at as i64) / 4),
        kind: kinds[at % 4],
        deal_id: DealId(1_000_000 + at as i64),
        deal: format!("{} {at}", name(at + 4)),
        account: Some(name(at)),
        owner_id: Some(RepId(1)),
        owner: (at % 5 != 4).then(|| name(at)),
        amount: (at % 3 != 2).then(|| eur(chance(at, 9_000_000))),
        stage: "Negotiate".to_owned(),
    };
    (0..count).map(one).collect()
}

/// The day of a team of so many; the last one has no goal.
pub(crate) fn team_day(reps: usize) -> TeamToday {
    let row = |at: usize| {
        let goal = (at + 1 < reps).then(|| eur(24_000_000));
        let won = chance(at, 30_000_000);
        TeamRow {
            rep_id: RepId(at as i64 + 1),
            name: name(at),
            next: (at % 4 != 3).then(|| {
                let (part, days) = [(AgendaPart::Today, 0), (AgendaPart::Week, 3)][at % 2];
                item(at, part, Some(today().plus_days(days)), Some("11:00"))
            }),
            week: (at % 5 != 4).then(|| (chance(at, 6), 6 + chance(at + 1, 6))),
            blocked: (at % 6 == 2).then(|| ("the price list".to_owned(), 2)),
            won: amount(won),
            goal,
            attainment: Measure::Share {
                value: Ratio::new(won, goal.map_or(0, |goal| goal.minor)),
                n: 12,
            },
            gap: goal.map(|goal| eur(goal.minor - won)),
            commit: amount(chance(at + 3, 20_000_000)),
            coverage: Measure::Multiple {
                value: Ratio::new(chance(at, 40), i64::from(goal.is_some()) * 10),
                n: 9,
            },
            calls: chance(at, 60),
            meetings: chance(at, 12),
            needs_count: chance(at, 9),
            idle_count: chance(at, 5),
        }
    };
    TeamToday {
        quarter: Period::parse("2026-Q4", today(), 1).expect("a quarter"),
        rows: (0..reps).map(row).collect(),
        news_since: today().plus_days(-3),
        news: news(6),
    }
}
