//! A made-up store: what it answers to each question of the cockpit, the same on every run.

use quarterdeck::domain::activity::{ActivityKind, ActivityStatus};
use quarterdeck::domain::band::{Candidate, Cause, Missing};
use quarterdeck::domain::calendar::{Day, Instant, Period};
use quarterdeck::domain::complexity::{Counted, WhyComplex};
use quarterdeck::domain::credit::CreditKind;
use quarterdeck::domain::deal::StageKind;
use quarterdeck::domain::id::{ActivityId, DealId, PipelineId, RepId, RoleId, StageId, TeamId};
use quarterdeck::domain::kpi::{Facts, KPIS, Measure};
use quarterdeck::domain::message::{Arg, Message};
use quarterdeck::domain::money::{Ratio, weighted};
use quarterdeck::domain::record::{Content, Field, Kind, Read, entity};
use quarterdeck::domain::signal::Signals;
use quarterdeck::domain::team::Function;
use quarterdeck::domain::waterfall::Bar;
use quarterdeck::service::view::band::{BandView, EmptySeat};
use quarterdeck::service::view::behind::{BehindRows, BehindView};
use quarterdeck::service::view::board::{BoardView, StageColumn};
use quarterdeck::service::view::changes::{BarRow, ChangedDeal, ChangesView};
use quarterdeck::service::view::compare::{Change, CompareCell, CompareColumn, CompareView};
use quarterdeck::service::view::credit::{CreditPerson, CreditView, Proposed, SplitView};
use quarterdeck::service::view::deal::{ActivityRow, Credited, DealView, HistoryEntry};
use quarterdeck::service::view::deals::{DealRow, DealSort, DealsView, NextStep, Page, StepState};
use quarterdeck::service::view::explain::ExplainView;
use quarterdeck::service::view::journal::{self, EntryItem, EntryView, FieldChange};
use quarterdeck::service::view::jump::{Hit, JumpView, Named};
use quarterdeck::service::view::kpis::{KpiRow, KpisView};
use quarterdeck::service::view::list::ListView;
use quarterdeck::service::view::log::{LogRow, LogView};
use quarterdeck::service::view::party::PartyView;
use quarterdeck::service::view::pipeline::PipelineView;
use quarterdeck::service::view::record::{RecordRow, RecordView};
use quarterdeck::service::view::roster::{RosterRep, RosterTeam, RosterView};
use quarterdeck::service::view::rules::{RulesView, StageRules};
use quarterdeck::service::view::shown;
use quarterdeck::service::view::standing::StandingView;
use quarterdeck::service::view::today::{NeedsView, RepToday, TodayView};
use quarterdeck::service::{Query, View};

use super::days::rep_day;
use super::members::team_of;
use super::people::{border, line_of, person};
use super::rounds::round;
use super::{NAMES, chance, eur, seats, teams, today, weeks};

/// How many deals each stage has: more than a page in the first, none in the third.
const COUNTS: [i64; 6] = [1_000, 11, 0, 3, 140, 7];

const STAGES: [(&str, StageKind); 6] = [
    ("Qualify", StageKind::Open),
    ("Discover \u{1b}[2J\u{202e}", StageKind::Open),
    ("見積もり", StageKind::Open),
    ("Negotiate and close with the lawyers", StageKind::Open),
    ("Won", StageKind::Won),
    ("Lost", StageKind::Lost),
];

pub(crate) fn amount(minor: i64) -> Measure {
    Measure::Money {
        value: Some(eur(minor)),
        parts: Vec::new(),
        n: None,
    }
}

pub(crate) fn name(seed: usize) -> String {
    NAMES[seed % NAMES.len()].to_owned()
}

pub(crate) fn roster() -> RosterView {
    RosterView {
        reps: (0..NAMES.len())
            .map(|at| RosterRep {
                id: RepId(at as i64 + 1),
                name: name(at),
                function: Some(Function::AccountExecutive),
                job: None,
                team_id: Some(TeamId(at as i64 % 2 + 1)),
                is_active: true,
            })
            .collect(),
        teams: ["Nord", "日本"]
            .into_iter()
            .zip(1..)
            .map(|(name, id)| RosterTeam {
                id: TeamId(id),
                name: name.to_owned(),
            })
            .collect(),
        currency: Some(eur(0).currency),
        is_empty: false,
        has_deals: true,
        fiscal_month: 1,
        last_closed_on: Some(today()),
        rules: rules(),
    }
}

/// Stages that the board has too, and a limit of one of them.
pub(crate) fn rules() -> RulesView {
    let stages = STAGES.iter().zip(1..).map(|((name, kind), id)| StageRules {
        id: StageId(id),
        pipeline_id: PipelineId(1),
        name: (*name).to_owned(),
        kind: *kind,
        limits: vec![None, (id == 1).then_some(21), None, None, None],
    });
    RulesView {
        settings: Vec::new(),
        stages: stages.collect(),
        limits: vec![Some(10), None, None, None, Some(50_000)],
        policies: Vec::new(),
    }
}

pub(crate) fn standing() -> StandingView {
    StandingView {
        quarter: Period::parse("2026-Q4", today(), 1).expect("a quarter"),
        won: amount(18_200_000),
        goal: Some(eur(24_000_000)),
        attainment: Measure::Rate {
            value: Ratio::new(182, 240),
            n: 12,
        },
        gap: Some(eur(5_800_000)),
        working_days_left: 28,
        needs_count: 7,
    }
}

/// The stages of a store with so many deals in the first of them.
pub(crate) fn board_of(first: i64) -> BoardView {
    let counts = std::iter::once(first).chain(COUNTS.into_iter().skip(1));
    let stages = STAGES.into_iter().zip(counts).zip(1..);
    let stages: Vec<_> = stages
        .map(|(((name, kind), count), id)| StageColumn {
            id: StageId(id),
            pipeline_id: PipelineId(1),
            pipeline: "Sales".to_owned(),
            name: name.to_owned(),
            position: id,
            kind,
            criteria: Vec::new(),
            count,
            value: amount(count * 3_100_000),
            weighted_value: amount(weighted(count * 3_100_000, 4_000)),
            idle_count: count / 5,
            stalled_count: count / 9,
        })
        .collect();
    BoardView {
        stages,
        open_count: first + 14,
        open_value: amount(128_000_000),
        weighted_value: amount(51_200_000),
    }
}

/// One of the deals of a stage, the same whenever it is asked for.
pub(crate) fn deal(stage_id: StageId, at: i64) -> DealRow {
    let seed = usize::try_from(at).unwrap_or(0);
    let kind = usize::try_from(stage_id.0 - 1)
        .ok()
        .and_then(|at| STAGES.get(at))
        .map_or(StageKind::Open, |(_, kind)| *kind);
    let is_closed = kind.is_closed();
    let due = today().plus_days(at / 7 - 3);
    let state = [
        StepState::None,
        StepState::Overdue,
        StepState::Today,
        StepState::Later,
    ][seed % 4];
    let days = [0, -2, 0, 9][seed % 4];
    DealRow {
        id: DealId(stage_id.0 * 1_000_000 + at),
        version: 1,
        name: format!("{} {at}", name(seed)),
        name_key: format!("{at:07}"),
        account_id: None,
        account: (seed % 3 != 0).then(|| name(seed + 3)),
        owner_id: Some(RepId(1)),
        owner: (seed % 7 != 0).then(|| name(seed + 5)),
        stage_id,
        stage: STAGES[usize::try_from(stage_id.0 - 1).unwrap_or(0) % 6]
            .0
            .to_owned(),
        stage_kind: kind,
        stage_rank: stage_id.0,
        amount: (seed % 11 != 0).then(|| eur(chance(seed, 9_000_000))),
        probability_bp: Some(4_000),
        expected_close_on: (seed % 13 != 0).then_some(due),
        closed_on: is_closed.then_some(due),
        push_count: chance(seed, 4),
        stage_since_on: Some(today().plus_days(-chance(seed, 90))),
        days_in_stage: Some(chance(seed, 90)),
        next_step: NextStep {
            state,
            activity_id: (state != StepState::None).then_some(ActivityId(at + 1)),
            version: i64::from(state != StepState::None),
            kind: (state != StepState::None).then_some(ActivityKind::Demo),
            on: (state != StepState::None).then(|| today().plus_days(days)),
            start_time: None,
            subject: None,
        },
        due_call: NextStep::NONE,
        next_on: None,
        signals: Signals {
            idle_days: (seed % 5 == 0).then_some(31),
            stalled_days: (seed % 9 == 0).then_some(40),
            untouched_days: None,
        },
        signal_on: None,
    }
}

/// A page of the deals of a stage that has so many of them.
pub(crate) fn deals_of(count: i64, stage_id: StageId, page: &Page, limit: usize) -> DealsView {
    let limit = i64::try_from(limit).expect("small");
    let at = |id: i64| id - stage_id.0 * 1_000_000;
    let range = match page {
        Page::First => 0..limit,
        Page::Last => count - limit..count,
        Page::After(anchor) => at(anchor.id) + 1..at(anchor.id) + 1 + limit,
        Page::Before(anchor) => at(anchor.id) - limit..at(anchor.id),
        Page::From(anchor) => at(anchor.id)..at(anchor.id) + limit,
    };
    let range = range.start.clamp(0, count)..range.end.clamp(0, count);
    DealsView {
        is_start: range.start == 0,
        is_end: range.end == count,
        rows: range.map(|at| deal(stage_id, at)).collect(),
    }
}

fn deal_view(id: DealId) -> DealView {
    let row = deal(StageId(id.0 / 1_000_000), id.0 % 1_000_000);
    let activity = |at: i64| ActivityRow {
        id: ActivityId(at),
        kind: ActivityKind::Call,
        status: if at < 2 {
            ActivityStatus::Planned
        } else {
            ActivityStatus::Done
        },
        on: Some(today().plus_days(2 - at)),
        booked_on: None,
        start_time: (at % 2 == 0).then(|| "09:30".to_owned()),
        duration_minutes: None,
        subject: Some(name(usize::try_from(at).expect("small"))),
        outcome: None,
        note: None,
        who: Some(name(0)),
        who_id: Some(RepId(1)),
        with: None,
        account: None,
        account_id: None,
        deal: None,
    };
    DealView {
        team: Vec::new(),
        duties: Vec::new(),
        row,
        advice: Message::new("waiting"),
        started_on: Some(today()),
        category: None,
        agreement_send_on: None,
        close_reason: None,
        note: Some(name(5)),
        contacts: Vec::new(),
        lines: Vec::new(),
        history: (0..9)
            .map(|at| HistoryEntry {
                on: today().plus_days(-at),
                actor: name(1),
                is_first: at == 8,
                changes: Vec::new(),
                criteria: None,
            })
            .collect(),
        activities: (0..40).map(activity).collect(),
        people: vec![Credited {
            rep_id: RepId(1),
            name: name(0),
            kind: CreditKind::Revenue,
            share_bp: 10_000,
            amount: None,
            is_owner: true,
        }],
        counted: Counted {
            said: None,
            amount: None,
            currency: None,
            products: 0,
            stakeholders: 0,
        },
        complex: Vec::new(),
        missing: Vec::new(),
        waits: None,
    }
}

/// Two seats that are empty: several could take the first, nobody the second.
fn band(id: DealId) -> BandView {
    let candidate = |at: usize| Candidate {
        rep_id: RepId(40 + i64::try_from(at).expect("small")),
        name: name(at),
        role_id: Some(RoleId(1)),
        role: Some("Sales engineer".to_owned()),
        is_usual: at == 0,
        level: None,
        levels: vec![Some(4), None],
        duties: 2,
        deals: i64::try_from(at).expect("small") * 7 + 1,
    };
    let seat = |function, causes: &[Cause], candidates| EmptySeat {
        missing: Missing {
            function,
            causes: causes.to_vec(),
        },
        candidates,
    };
    let both = [Cause::Complex, Cause::Unskilled];
    BandView {
        id,
        name: name(2),
        complex: vec![WhyComplex::Products],
        products: vec!["Tower".to_owned(), "Refill point".to_owned()],
        seats: vec![
            seat(
                Function::SalesEngineer,
                &both,
                (0..3).map(candidate).collect(),
            ),
            seat(Function::ExecutiveSponsor, &[Cause::Stalled], Vec::new()),
        ],
    }
}

/// A deal that two share, with somebody on its team.
pub(crate) fn split_view(id: DealId) -> SplitView {
    let credited = |at: usize, share_bp: i64, minor: i64| Credited {
        rep_id: RepId(i64::try_from(at).expect("small") + 1),
        name: name(at),
        kind: CreditKind::Revenue,
        share_bp,
        amount: Some(eur(minor)),
        is_owner: at == 0,
    };
    SplitView {
        deal_id: id,
        version: 3,
        deal: name(4),
        owner: Some((RepId(1), name(0))),
        amount: Some(eur(4_800_001)),
        credits: vec![credited(0, 6_000, 2_880_001), credited(1, 4_000, 1_920_000)],
        proposed: vec![Proposed {
            rep_id: RepId(3),
            name: name(2),
            role: Some("Sales engineer".to_owned()),
            share_bp: 2_000,
        }],
        people: (0..4)
            .map(|at| (RepId(at + 1), name(usize::try_from(at).expect("small"))))
            .collect(),
    }
}

fn credit_view(period: Period) -> CreditView {
    let person = CreditPerson {
        rep_id: None,
        rep: None,
        won_value: amount(0),
        overlay_value: amount(0),
        sourced_value: amount(0),
        won_count: 0,
        assist_count: 0,
        open_count: 0,
        weighted_value: amount(0),
        duty_count: 0,
    };
    CreditView {
        period,
        today: today(),
        rows: Vec::new(),
        people: Vec::new(),
        total: person,
    }
}

/// A few records of each kind, whatever was typed.
fn found(typed: &str) -> JumpView {
    let hit = |(at, kind): (usize, &Named)| {
        let is_deal = *kind == Named::Deal;
        Hit {
            kind: *kind,
            id: 1_000_000 + i64::try_from(at).expect("small"),
            name: name(at),
            account: (*kind != Named::Account).then(|| name(at + 3)),
            stage: is_deal.then(|| "Qualify".to_owned()),
            is_closed: at % 2 == 1,
            amount: is_deal.then(|| eur(4_800_000)),
            region: (*kind == Named::Account).then(|| "Nord".to_owned()),
            owner: Some(name(at + 1)),
        }
    };
    let kinds = Named::ALL.iter().cycle().take(24).enumerate();
    JumpView {
        understood: typed.to_owned(),
        hits: kinds.map(hit).collect(),
    }
}

fn facts(seed: usize) -> Facts {
    let mut facts = Facts::new(Some(eur(0).currency));
    facts.open_count = chance(seed, 40);
    facts.won_count = chance(seed + 7, 12);
    for deal in 0..usize::try_from(facts.won_count).expect("small") {
        let minor = chance(seed * 50 + deal, 5_000_000);
        for sum in [&mut facts.won_amounts, &mut facts.credited_value] {
            sum.add(minor.into(), eur(0).currency, Some(minor.into()));
        }
        facts.won_amount_count += 1;
        facts.cycle_days.push(10 + chance(deal, 90));
    }
    facts.lost_count = chance(seed + 13, 25);
    facts
}

/// The comparison of so many reps; the names repeat.
pub(crate) fn compare_of(reps: usize, period: Period) -> CompareView {
    let column = |seed: usize, rep: Option<usize>| CompareColumn {
        rep_id: rep.map(|at| RepId(at as i64 + 1)),
        name: rep.map(name),
        function: Some(Function::AccountExecutive),
        cells: KPIS
            .iter()
            .map(|kpi| CompareCell {
                value: (kpi.formula)(&facts(seed)),
                before: Some((kpi.formula)(&facts(seed + 1))),
                change: [Change::Better, Change::Worse, Change::Same, Change::Unknown][seed % 4],
                trend: (0..12).map(|week| chance(seed + week, 30)).collect(),
                target: None,
                is_best: seed == 1,
                median: None,
            })
            .collect(),
    };
    CompareView {
        before: None,
        period,
        today: today(),
        is_in_progress: true,
        weeks: Vec::new(),
        columns: (0..reps).map(|at| column(at, Some(at))).collect(),
        whole: column(99, None),
        last_closed_on: Some(today()),
    }
}

fn kpi_row(name: Option<String>, seed: usize) -> KpiRow {
    KpiRow {
        name,
        measures: KPIS.iter().map(|kpi| (kpi.formula)(&facts(seed))).collect(),
    }
}

/// A pipeline that changed in every way, with three deals of each bar listed at most.
pub(crate) fn changes_of(since: Day) -> ChangesView {
    let counts = [41, 2, 1, 3, 0, 5, 2, 1, 36];
    let minor = [
        40_200_000, 6_050_000, 1_200_000, 910_000, 0, 3_990_000, 7_350_000, 120_000, 36_900_000,
    ];
    let bar = |(at, bar): (usize, &Bar)| BarRow {
        bar: *bar,
        count: counts[at],
        value: amount(minor[at]),
        deals: match bar {
            Bar::Start | Bar::End => Vec::new(),
            _ => (0..counts[at].min(3)).map(changed).collect(),
        },
    };
    let bars = Bar::ALL.iter().enumerate().map(bar).collect();
    ChangesView { since, bars }
}

fn changed(at: i64) -> ChangedDeal {
    ChangedDeal {
        deal: deal(StageId(2), at),
        before: None,
        amount: Some(eur(910_000 + at)),
        is_deleted: false,
    }
}

/// A record of whose fields the first ones hold something, and the owner.
fn record(kind: Kind, id: Option<i64>) -> RecordView {
    let held = |field: &'static Field| {
        id?;
        Some(match field.read {
            Read::Name => Content::Text("Brasserie".to_owned()),
            Read::Money => Content::Money(eur(1_250_000)),
            Read::Day => Content::Day(today()),
            Read::Reference(Kind::Rep) | Read::Stage => Content::Record(1),
            _ => return None,
        })
    };
    let view = |field: &'static Field| shown::FieldView {
        field,
        content: held(field),
        name: None,
    };
    RecordView {
        kind,
        version: i64::from(id.is_some()),
        title: "Brasserie".to_owned(),
        fields: entity(kind).filled().map(view).collect(),
        choices: vec![(Kind::Rep, records()), (Kind::Stage, records())],
    }
}

fn records() -> Vec<RecordRow> {
    let row = |id| RecordRow {
        left_on: None,
        id,
        version: 1,
        name: name(usize::try_from(id).expect("a number")),
        of: None,
        people: Vec::new(),
        days: None,
    };
    (1..4).map(row).collect()
}

/// A store that answers at once.
#[expect(
    clippy::too_many_lines,
    reason = "an answer to each question, and nothing else"
)]
pub(crate) fn answer(query: &Query) -> Result<View, Message> {
    Ok(match query {
        Query::Pipeline { .. } => View::Pipeline(PipelineView {
            stages: Vec::new(),
            open_count: 0,
            open_value: amount(0),
            weighted_value: amount(0),
            groups: Vec::new(),
        }),
        Query::Kpis { period, .. } => View::Kpis(KpisView {
            period: period.clone(),
            today: today(),
            reps: vec![kpi_row(Some(name(0)), 0)],
            teams: Vec::new(),
            offices: Vec::new(),
            total: kpi_row(None, 0),
            last_closed_on: None,
        }),
        Query::Roster { .. } => View::Roster(roster()),
        Query::Standing { .. } => View::Standing(Box::new(standing())),
        Query::Board { .. } => View::Board(board_of(COUNTS[0])),
        Query::Deals {
            stage_id,
            page,
            limit,
            ..
        } => {
            // All open deals in one list are those of the first stage, and fourteen more.
            let (id, count) = stage_id.map_or((StageId(1), COUNTS[0] + 14), |id| {
                let at = usize::try_from(id.0 - 1).expect("a stage");
                (id, COUNTS[at])
            });
            View::Deals(deals_of(count, id, page, *limit))
        }
        Query::List { .. } => View::List(ListView {
            rows: Vec::new(),
            count: 0,
            value: amount(0),
            by_currency: Vec::new(),
        }),
        Query::Deal { id, .. } => View::Deal(Box::new(deal_view(*id))),
        Query::Band { id, .. } => View::Band(Box::new(band(*id))),
        Query::Split { id, .. } => View::Split(Box::new(split_view(*id))),
        Query::Credit { period, .. } => View::Credit(Box::new(credit_view(period.clone()))),
        Query::Record { kind, id } => View::Record(Box::new(record(*kind, *id))),
        Query::Records { .. } => View::Records(records()),
        Query::Remarks(_) => View::Remarks(Vec::new()),
        Query::Compare { period, .. } => View::Compare(Box::new(compare_of(6, period.clone()))),
        Query::Behind { .. } => {
            let rows = deals_of(3, StageId(5), &Page::First, 100).rows;
            View::Behind(BehindView {
                kpi: "won_value",
                count: 3,
                anchors: rows.iter().map(|row| row.anchor(DealSort::Close)).collect(),
                rows: BehindRows::Deals(rows),
                is_start: true,
                is_end: true,
            })
        }
        Query::Explain { period, .. } => View::Explain(Box::new(ExplainView {
            kpi: "won_value",
            period: period.clone(),
            value: amount(1_000),
            n: 3,
            formula: Message::new("waiting"),
            convention: Message::new("waiting"),
            numerator: None,
            denominator: None,
            left_out: Vec::new(),
        })),
        Query::Today { .. } => View::Today(Box::new(TodayView::Rep(RepToday {
            agenda: Vec::new(),
            planned_minutes: 0,
            capacity_minutes: 0,
            carried_count: 0,
            needs: Vec::new(),
            needs_count: 0,
            news_since: today(),
            news: Vec::new(),
            alarm: None,
        }))),
        Query::Needs { .. } => {
            let day = rep_day(12);
            View::Needs(NeedsView {
                count: 30,
                needs: day.needs,
            })
        }
        Query::Changes { since, .. } => View::Changes(Box::new(changes_of(*since))),
        Query::Model { .. } => View::Model(Box::new(line_of(4))),
        Query::Border { .. } => View::Border(Box::new(border())),
        Query::Person { rep_id, period, .. } => View::Person(Box::new(person(*rep_id, period))),
        Query::Log(asked) => View::Log(log_of(&asked.page, asked.limit)),
        Query::Entry { seq } => View::Entry(Box::new(entry_of(*seq))),
        Query::Jump { typed } => View::Jump(found(typed)),
        Query::Party { .. } => View::Party(PartyView {
            name: name(3),
            deals: deals_of(3, StageId(5), &Page::First, 100).rows,
        }),
        Query::Shown { kind, id } => View::Shown(Box::new(shown::ShownRecord {
            kind: *kind,
            id: *id,
            version: 1,
            title: String::new(),
            fields: Vec::new(),
        })),
        Query::Team { of, .. } => View::Team(Box::new(team_of(*of))),
        Query::Standup { .. } => View::Standup(Box::new(round(true))),
        Query::Week { .. }
        | Query::TeamWeek { .. }
        | Query::Times { .. }
        | Query::Review { .. } => weeks::answer(query),
        Query::Staffing {
            staffed,
            page,
            limit,
            ..
        } => View::Staffing(Box::new(seats::staffing(*staffed, page, *limit))),
        Query::Gaps { .. } => View::Gaps(seats::gaps()),
        Query::Fits { of, role_id, .. } => View::Fits(Box::new(seats::fits(*of, *role_id))),
        Query::Account { id, .. } => View::Account(Box::new(seats::account(*id))),
        // Only the shell asks some of them.
        Query::Access { .. }
        | Query::Granted { .. }
        | Query::Sprints { .. }
        | Query::Plan { .. }
        | Query::Replan { .. } => {
            return Err(Message::new("error-cancelled"));
        }
        Query::Roles { .. }
        | Query::Seats { .. }
        | Query::Defaults { .. }
        | Query::Operations { .. } => {
            teams::answer(query).ok_or(Message::new("error-cancelled"))?
        }
    })
}

/// Entries of a long journal: the newest has the highest number.
pub(crate) const ENTRIES: i64 = 1_000;

fn log_row(seq: i64) -> LogRow {
    let commands = ["move-deal", "edit-deal", "import", "undo", "set-policy"];
    let at = usize::try_from(seq).unwrap_or(0);
    LogRow {
        seq,
        recorded_at: Instant::from_unix_ms(0),
        on: today().plus_days((seq - ENTRIES) / 9),
        time: format!("{:02}:{:02}", 8 + seq % 10, seq % 60),
        actor: name(at % 3),
        command: commands[at % commands.len()].to_owned(),
        subject: format!("Deal {seq} \u{1b}[2J\u{202e}"),
        told: Message::new("log-what")
            .with_word(
                "command",
                ["command-", commands[at % commands.len()]].concat(),
            )
            .with("subject", format!("Deal {seq} \u{1b}[2J\u{202e}")),
        about_seq: (at % 5 == 3).then_some(seq - 1),
        is_in_force: at % 7 != 0,
    }
}

fn log_of(page: &Page, limit: usize) -> LogView {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let [newest, oldest] = match page {
        Page::First => [ENTRIES, ENTRIES - limit + 1],
        Page::Last => [limit, 1],
        Page::From(it) => [it.id, it.id - limit + 1],
        Page::After(it) => [it.id - 1, it.id - limit],
        Page::Before(it) => [it.id + limit, it.id + 1],
    };
    let [newest, oldest] = [newest.min(ENTRIES), oldest.max(1)];
    LogView {
        rows: (oldest..=newest).rev().map(log_row).collect(),
        count: ENTRIES,
        is_start: newest == ENTRIES,
        is_end: oldest == 1,
    }
}

fn entry_of(seq: i64) -> EntryView {
    let text = |text: &str| Arg::Text(text.to_owned());
    let change = |label: &str, old, new| FieldChange {
        label: ["field-", label].concat(),
        old,
        new,
    };
    let item = |kind, change, count, name, fields| EntryItem {
        kind,
        change,
        count,
        name,
        fields,
    };
    let fields = vec![
        change("stage", Some(text("Qualify")), Some(text("Propose"))),
        change("amount", None, Some(Arg::Money(eur(4_800_000)))),
        change("expected-close-on", Some(Arg::Day(today())), None),
        change("note", None, Some(text(&"What they said. ".repeat(12)))),
    ];
    EntryView {
        row: log_row(seq),
        items: vec![
            item(
                "account",
                journal::Change::Created,
                1,
                vec![text("Acme")],
                Vec::new(),
            ),
            item(
                "activity",
                journal::Change::Created,
                1_204,
                Vec::new(),
                Vec::new(),
            ),
            item(
                "deal",
                journal::Change::Changed,
                1,
                vec![text("Deal \u{202e}")],
                fields,
            ),
        ],
        more: 3,
    }
}
