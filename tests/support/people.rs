//! What is known of a made-up person.

use quarterdeck::domain::access::Level;
use quarterdeck::domain::calendar::Period;
use quarterdeck::domain::deal::Criteria;
use quarterdeck::domain::handoff::{HandOff, HandOffState, SalesModel};
use quarterdeck::domain::id::{
    AccountId, ActivityId, ChannelId, DealId, HandOffId, OpsDutyId, RepId, SkillId, StageId,
};
use quarterdeck::domain::kpi::{KPIS, of_function};
use quarterdeck::domain::role::{
    Channel, ChannelKind, CostBand, OpsCategory, OpsDuty, OpsSide, Profile, Skill,
};
use quarterdeck::domain::sprint::{Figures, SprintState};
use quarterdeck::domain::team::{Function, Job, Rep};
use quarterdeck::service::view::person::{
    Away, Blocked, DutyRow, PersonDuty, PersonNumber, PersonView, PersonWeek, SeatRow,
};
use quarterdeck::service::view::team::model::{
    BorderView, HandOffRow, ModelStage, ModelView, Near, Receiver,
};
use quarterdeck::service::view::today::NeedsView;

use super::answers::{compare_of, name};
use super::days::rep_day;
use super::{eur, today};

fn seat(at: i64, role: Option<&str>) -> SeatRow {
    let is_deal = at % 3 != 2;
    let money = eur(at * 1_250_000 + 850_000);
    SeatRow {
        deal_id: is_deal.then_some(DealId(at)),
        account_id: (!is_deal).then_some(AccountId(at)),
        name: name(usize::try_from(at).unwrap_or(0) + 2),
        role: role.map(str::to_owned),
        level: (at > 0).then_some(Level::Read),
        amount: is_deal.then_some(money.minor),
        currency: is_deal.then_some(money.currency),
    }
}

fn duty(at: i64, title: &str, days: Option<i64>, is_done: bool) -> PersonDuty {
    let on = days.map(|days| today().plus_days(days));
    PersonDuty {
        is_done,
        is_overdue: !is_done && on.is_some_and(|on| on < today()),
        row: DutyRow {
            id: ActivityId(at),
            version: 1,
            name: Some(title.to_owned()),
            role: Some("Sales engineer".to_owned()),
            deal_id: Some(DealId(at)),
            account_id: None,
            about: Some(name(usize::try_from(at).unwrap_or(0))),
            on,
        },
    }
}

/// A person of whom everything is known, in a period.
pub(crate) fn person(rep_id: RepId, period: &Period) -> PersonView {
    let seed = usize::try_from(rep_id.0 - 1).unwrap_or(0);
    let compared = compare_of(6, period.clone());
    let cells = &compared.columns[seed % 6].cells;
    let function = Some(Function::AccountExecutive);
    let numbers = of_function(function).into_iter().map(|at| PersonNumber {
        kpi: KPIS[at].key,
        cell: cells[at].clone(),
    });
    let channel = |at: i64, kind, address: &str| Channel {
        id: ChannelId(at),
        version: 1,
        rep_id,
        kind,
        address: Some(address.to_owned()),
    };
    let skill = |at: i64, name: &str, level| Skill {
        id: SkillId(at),
        version: 1,
        name: name.to_owned(),
        name_key: name.to_lowercase(),
        rep_id,
        level,
    };
    let mut needs = rep_day(12).needs;
    needs.truncate(12);
    PersonView {
        rep: Rep {
            job: Some(Job::SalesRep),
            function,
            profile: Some(Profile::Builder),
            cost_band: Some(CostBand::Middle),
            ..Rep::new(rep_id, &name(seed))
        },
        team: Some("Nord".to_owned()),
        channels: vec![
            channel(1, ChannelKind::Phone, "+49 431 5550199"),
            channel(2, ChannelKind::Phone, "+49 171 5550100"),
        ],
        skills: vec![
            skill(1, "French", Some(2)),
            skill(2, "Refill points", Some(4)),
            skill(3, "日本語", None),
        ],
        ops: vec![OpsDuty {
            id: OpsDutyId(1),
            version: 1,
            name: "Territories".to_owned(),
            name_key: "territories".to_owned(),
            ops_category: OpsCategory::Strategy,
            side: OpsSide::Operations,
            rep_id: Some(rep_id),
        }],
        served: vec![(RepId(2), name(1)), (RepId(3), name(2))],
        away: vec![Away {
            from_on: today().plus_days(28),
            back_on: today().plus_days(42),
            cover: Some(name(4)),
        }],
        week: PersonWeek {
            week_on: today(),
            state: Some(SprintState::Active),
            goal: Some("two agreements out".to_owned()),
            figures: Figures {
                planned: 11,
                planned_done: 4,
                added: 2,
                load_minutes: 1_950,
                capacity_minutes: 2_160,
                ..Figures::default()
            },
            blockers: vec![Blocked {
                what: "price list".to_owned(),
                owner: Some("Annemarie".to_owned()),
                days: Some(2),
                deal_id: Some(DealId(7)),
                deal: Some("Acme Bottling".to_owned()),
            }],
        },
        needs: NeedsView { needs, count: 31 },
        period: compared.period,
        before: period.before(today()),
        is_in_progress: compared.is_in_progress,
        numbers: numbers.collect(),
        seats: vec![
            seat(0, Some("Sales engineer")),
            seat(1, Some("Executive sponsor")),
            seat(2, None),
        ],
        seat_count: 3,
        duties: vec![
            duty(1, "Check the fit", Some(-2), false),
            duty(2, "Show the product", Some(3), false),
            duty(3, "Write the proposal", None, false),
            duty(4, "Know the buyers", Some(-5), true),
        ],
        duties_open: 3,
        duties_overdue: 1,
    }
}

/// An assembly line with so many deals between its stages.
pub(crate) fn line_of(count: i64) -> ModelView {
    let functions = [
        Some(Function::Sdr),
        Some(Function::AccountExecutive),
        Some(Function::AccountExecutive),
        None,
        Some(Function::CustomerSuccess),
    ];
    let names = ["Qualify", "Discover", "Propose", "Negotiate", "Agree"];
    let stage = |at: usize| {
        let next = functions.get(at + 1).copied().flatten();
        let next = next.filter(|it| Some(*it) != functions[at]);
        ModelStage {
            id: StageId(at as i64 + 1),
            version: 1,
            name: names[at].to_owned(),
            pipeline: "Sales".to_owned(),
            function: functions[at],
            people: if at == 4 { 0 } else { 3 },
            next,
            waiting: if at == 0 { count } else { 0 },
            oldest: (at == 0 && count > 0).then_some(5),
        }
    };
    let row = |at: i64| {
        let days = 5 - at.min(4);
        let money = eur(at * 1_250_000 + 850_000);
        let seed = usize::try_from(at).unwrap_or(0);
        HandOffRow {
            hand_off: HandOff {
                id: HandOffId(at + 1),
                version: 1,
                deal_id: DealId(at + 1),
                from_stage_id: Some(StageId(1)),
                to_stage_id: Some(StageId(2)),
                from_rep_id: Some(RepId(1)),
                to_rep_id: (at % 2 == 0).then_some(RepId(2)),
                function: Function::AccountExecutive,
                state: HandOffState::Offered,
                checklist: None,
                note: (at == 1).then(|| "call Monday".to_owned()),
                reason: None,
                offered_on: today().plus_days(-days),
                answered_on: None,
                answered_by_id: None,
            },
            deal: name(seed + 2),
            amount: (at != 2).then_some(money),
            from_stage: Some("Qualify".to_owned()),
            to_stage: Some("Discover".to_owned()),
            from: Some(name(seed)),
            to: (at % 2 == 0).then(|| name(1)),
            days,
            checklist: (at == 0).then(|| Criteria {
                met: vec!["budget".to_owned(), "decision maker".to_owned()],
                passed: vec!["date".to_owned()],
                word: Some("next week".to_owned()),
            }),
        }
    };
    ModelView {
        model: SalesModel::AssemblyLine,
        stages: (0..names.len()).map(stage).collect(),
        waiting: (0..count).map(row).collect(),
    }
}

/// A border with people on its other side, each nearer than the next.
pub(crate) fn border() -> BorderView {
    let near = [Near::Deal, Near::Usual, Near::Team, Near::Function];
    let person = |(at, near): (usize, &Near)| Receiver {
        rep_id: RepId(at as i64 + 2),
        name: name(at + 1),
        near: *near,
    };
    BorderView {
        function: Some(Function::AccountExecutive),
        people: near.iter().enumerate().map(person).collect(),
    }
}
