//! The waterfall: its bars add up for any history, and its start is what the evening before it said.

use std::collections::BTreeSet;

use proptest::prelude::*;
use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::command::Command;
use quarterdeck::domain::deal::{Deal, DealHistory, StageKind};
use quarterdeck::domain::id::{DealId, RepId};
use quarterdeck::domain::kpi::Measure;
use quarterdeck::domain::message::Message;
use quarterdeck::domain::money::Money;
use quarterdeck::domain::record::Kind;
use quarterdeck::domain::waterfall::Bar;
use quarterdeck::service::query::Who;
use quarterdeck::service::view::changes::{BarRow, ChangesView};
use quarterdeck::service::view::pipeline::PipelineView;
use quarterdeck::service::{Query, View};
use quarterdeck::store::journal::{Writer, read_record};
use quarterdeck::store::sql::Statement;
use quarterdeck::tui::event::Key;

use crate::compare::{BLUE, CLEO, DORA, team_of_two, team_of_two_on};
use crate::fixtures::{DealEdit, FOUNDER, House, add_stage, day, new_deal, set_rate};
use crate::numbers::{currency, deal, place, stage_of, written};
use crate::support::{Deck, eur, today};

/// The day before anything happens.
fn first() -> Day {
    day("2026-11-02")
}

fn of(rep_id: RepId) -> Who {
    Who {
        rep_id: Some(rep_id),
        team_id: None,
    }
}

fn changes(house: &House, who: Who, period: Period, since: Day, today: Day) -> ChangesView {
    let query = Query::Changes {
        who,
        since,
        period,
        limit: 100,
        today,
    };
    match house.service.ask(&house.actor(FOUNDER), &query) {
        Ok(View::Changes(view)) => *view,
        other => panic!("{other:?}"),
    }
}

fn pipeline(house: &House, who: Who, today: Day) -> PipelineView {
    let query = Query::Pipeline {
        who,
        period: Period::all(),
        today,
        group: None,
    };
    match house.service.ask(&house.actor(FOUNDER), &query) {
        Ok(View::Pipeline(view)) => view,
        other => panic!("{other:?}"),
    }
}

fn bar(view: &ChangesView, bar: Bar) -> &BarRow {
    let row = view.bars.iter().find(|row| row.bar == bar);
    row.expect("every bar")
}

/// The money of a measure; nothing where no deal has an amount.
fn money(measure: &Measure) -> Option<Money> {
    match measure {
        Measure::Money { value, parts, .. } => {
            assert!(parts.is_empty(), "{measure:?}");
            *value
        }
        other => panic!("{other:?}"),
    }
}

/// What it is worth in euros, at two for a dollar.
fn euros(measure: &Measure) -> i64 {
    money(measure).map_or(0, |money| match money.currency.code() {
        "USD" => 2 * money.minor,
        _ => money.minor,
    })
}

/// The bars add up, money and deals, and each lists what it counts.
fn adds_up(view: &ChangesView) {
    let sum = |value: &dyn Fn(&BarRow) -> i64| {
        let signed = |row: &BarRow| {
            if row.bar.is_taking() || row.bar == Bar::End {
                -value(row)
            } else {
                value(row)
            }
        };
        view.bars.iter().map(signed).sum::<i64>()
    };
    let units = view.bars.iter().filter_map(|row| money(&row.value));
    let units: Vec<_> = units.map(|money| money.currency).collect();
    assert!(units.windows(2).all(|pair| pair[0] == pair[1]), "{view:#?}");
    let minor = |row: &BarRow| money(&row.value).map_or(0, |money| money.minor);
    assert_eq!(sum(&minor), 0, "{view:#?}");
    let is_change = |row: &BarRow| matches!(row.bar, Bar::Increased | Bar::Decreased);
    let count = |row: &BarRow| if is_change(row) { 0 } else { row.count };
    assert_eq!(sum(&count), 0, "{view:#?}");
    for row in &view.bars {
        let is_sum = matches!(row.bar, Bar::Start | Bar::End);
        let listed = if is_sum { 0 } else { row.count };
        assert_eq!(row.deals.len() as i64, listed, "{row:#?}");
    }
}

/// Saves a deal on a day as every save does: with its history.
fn saved(house: &House, before: Option<&Deal>, after: &Deal, on: Day) {
    written(house, |writer| {
        match before {
            Some(before) => {
                writer.update(before, after)?;
            }
            None => writer.insert(after)?,
        }
        history(writer, before, after, on)
    });
}

fn history(
    writer: &mut Writer<'_>,
    before: Option<&Deal>,
    after: &Deal,
    on: Day,
) -> quarterdeck::store::Result<()> {
    match DealHistory::of(before, after, on, writer.at(), FOUNDER) {
        Some(mut row) => {
            row.id = writer.id();
            writer.insert(&row)
        }
        None => Ok(()),
    }
}

/// What happens on a day: to which deal, what, and how much.
type Step = (usize, usize, i64);

const OWNERS: [Option<RepId>; 3] = [Some(CLEO), Some(DORA), None];
const CLOSES: [Option<&str>; 3] = [Some("2026-12-10"), Some("2027-02-10"), None];

/// A new deal, with or without an amount, in one of two currencies; of every third no history tells.
fn begin(house: &House, minor: i64, on: Day) {
    let stage_id = stage_of(house, StageKind::Open);
    let at = usize::try_from(minor).expect("not below zero");
    let has_history = at % 3 > 0;
    let code = if at % 4 == 0 { "USD" } else { "EUR" };
    written(house, |writer| {
        let money = Money::new(minor, currency(code));
        let made = deal(writer, stage_id, OWNERS[at % 3], money);
        let made = Deal {
            amount: Some(minor).filter(|_| at % 5 > 0),
            started_on: Some(on),
            expected_close_on: CLOSES[at % 7 % 3].map(day),
            ..made
        };
        writer.insert(&made)?;
        if has_history {
            history(writer, None, &made, on)?;
        }
        Ok(())
    });
}

fn happens(house: &mut House, (at, what, minor): Step, on: Day) {
    let ids = house.deal_ids();
    if what == 0 || ids.is_empty() {
        return begin(house, minor, on);
    }
    if what == 10 {
        return delete_several(house, &ids, at);
    }
    if what == 11 {
        return take_back_deletion(house, at);
    }
    let id: DealId = ids[at % ids.len()];
    let before: Deal = read_record(house.db(), id.0).expect("a store").expect("it");
    let pick = usize::try_from(minor).expect("not below zero");
    if what == 1 {
        let code = before.currency.expect("one");
        let edit = DealEdit {
            amount: Some(Money::new(minor, code)),
            expected_close_on: before.expected_close_on.and(CLOSES[pick % 2]).map(day),
            ..DealEdit::default()
        };
        let version = before.version;
        let command = Command::Edit {
            kind: Kind::Deal,
            id: id.0,
            version,
            fields: edit.fields(),
            on,
        };
        house.run(FOUNDER, &command).expect("a change");
        return;
    }
    let mut after = before.clone();
    match what {
        2 => after.owner_id = OWNERS[pick % 3],
        3 => after.expected_close_on = CLOSES[pick % 3].map(day),
        _ => {
            let kind = [StageKind::Won, StageKind::Lost, StageKind::Open][what % 3];
            after.stage_id = stage_of(house, kind);
            after.closed_on = kind.is_closed().then_some(on);
            if what > 6 {
                after.amount = Some(minor);
            }
        }
    }
    saved(house, Some(&before), &after, on);
}

/// Deletes a deal, or a few of them by one command.
fn delete_several(house: &mut House, ids: &[DealId], at: usize) {
    let some = ids.iter().cycle().skip(at % ids.len()).take(1 + at % 3);
    let some: BTreeSet<DealId> = some.copied().collect();
    let delete = |id: &DealId| Command::Delete {
        kind: Kind::Deal,
        id: id.0,
        version: house.service.version(Kind::Deal, id.0).expect("a version"),
        to: None,
        on: today(),
    };
    let many = Command::Many(some.iter().map(delete).collect());
    house.done(FOUNDER, &many);
}

/// Takes one of the deletions in force back, or a deletion that was taken back anew.
fn take_back_deletion(house: &mut House, at: usize) {
    let statement = Statement::new(
        "SELECT DISTINCT seq FROM journal_row WHERE relation = 'deal' AND change = 'removed' ORDER BY seq",
    );
    let seqs: Vec<i64> = house.db().all(&statement, |row| row.get(0)).expect("seqs");
    if let Some(seq) = seqs.get(at % seqs.len().max(1)) {
        let taken = house.undo(FOUNDER, Some(*seq));
        // It may be taken back already.
        if taken.is_err() {
            let _done_again = house.redo_entry(FOUNDER, Some(*seq));
        }
    }
}

/// Every filter that is looked through.
fn filters() -> Vec<(Who, Period)> {
    let team = Who {
        rep_id: None,
        team_id: Some(BLUE),
    };
    let quarter = Period::between(day("2026-10-01"), day("2027-01-01"));
    let mut filters = Vec::new();
    for who in [Who::default(), of(CLEO), of(DORA), team] {
        filters.push((who.clone(), Period::all()));
        filters.push((who, quarter.clone()));
    }
    filters
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_bars_add_up_for_any_history(
        days in proptest::collection::vec(
            proptest::collection::vec((0..40usize, 0..12usize, 0..10_000i64), 0..8), 1..6),
    ) {
        let mut house = team_of_two_on(first());
        house.done(FOUNDER, &set_rate("USD", "2026-01-01", 2_000_000));
        let mut evenings = Vec::new();
        let mut on = first();
        for steps in days {
            house.at(on);
            for step in steps {
                happens(&mut house, step, on);
            }
            let evening: Vec<_> = filters().into_iter().map(|(who, period)| {
                let view = changes(&house, who.clone(), period.clone(), on, on);
                let end = bar(&view, Bar::End);
                if period == Period::all() {
                    let report = pipeline(&house, who, on);
                    assert_eq!((report.open_count, euros(&report.open_value)), (end.count, euros(&end.value)));
                }
                (end.count, euros(&end.value))
            }).collect();
            evenings.push((on, evening));
            on = on.plus_days(1);
        }
        for (eve, evening) in evenings {
            for ((who, period), (count, value)) in filters().into_iter().zip(evening) {
                let since = eve.plus_days(1);
                let view = changes(&house, who.clone(), period, since, on);
                adds_up(&view);
                let start = bar(&view, Bar::Start);
                prop_assert_eq!((start.count, euros(&start.value)), (count, value), "{} {:?} {:#?}", since, who, view);
            }
        }
    }
}

/// An open deal of Cleo's from long ago.
fn old(house: &House, money: Money) -> Deal {
    let stage_id = stage_of(house, StageKind::Open);
    let mut made = None;
    written(house, |writer| {
        let it = Deal {
            started_on: Some(day("2026-01-05")),
            ..deal(writer, stage_id, Some(CLEO), money)
        };
        writer.insert(&it)?;
        made = Some(it);
        Ok(())
    });
    made.expect("made")
}

#[test]
fn a_deal_that_is_deleted_moved_out_and_one_that_came_back_moved_in() {
    let mut house = team_of_two_on(first());
    house.at(day("2026-11-05"));
    let gone = old(&house, eur(1_000));
    let raised = Deal {
        amount: Some(1_200),
        ..gone.clone()
    };
    old(&house, eur(50));
    house.at(day("2026-11-18"));
    saved(&house, Some(&gone), &raised, day("2026-11-18"));
    house.at(day("2026-11-19"));
    let delete = |house: &House| Command::Delete {
        kind: Kind::Deal,
        id: gone.id.0,
        version: house.deal(&gone.name).version,
        to: None,
        on: day("2026-11-19"),
    };
    let only = delete(&house);
    let seq = house.done(FOUNDER, &Command::Many(vec![only]));
    let of = |house: &House, since: &str, it: Bar| {
        let (who, all) = (Who::default(), Period::all());
        let view = changes(house, who, all, day(since), today());
        adds_up(&view);
        bar(&view, it).clone()
    };
    let value = |house: &House, since: &str, it| money(&of(house, since, it).value);
    house.at(today());
    // It stood there at what it was worth then, grew, and went.
    assert_eq!(value(&house, "2026-11-10", Bar::Start), Some(eur(1_050)));
    assert_eq!(value(&house, "2026-11-10", Bar::Increased), Some(eur(200)));
    assert_eq!(value(&house, "2026-11-19", Bar::Start), Some(eur(1_250)));
    assert_eq!(value(&house, "2026-11-20", Bar::Start), Some(eur(50)));
    let moved = of(&house, "2026-11-10", Bar::MovedOut);
    let listed = &moved.deals[0];
    assert!(listed.is_deleted);
    assert_eq!(listed.deal.id, gone.id);
    assert_eq!(
        (listed.before, listed.amount),
        (Some(eur(1_000)), Some(eur(1_200)))
    );
    // Taken back: nothing happened to it, unless it was gone on that day.
    house.undo(FOUNDER, Some(seq)).expect("it comes back");
    assert_eq!(of(&house, "2026-11-10", Bar::MovedOut).count, 0);
    assert_eq!(of(&house, "2026-11-10", Bar::MovedIn).count, 0);
    assert_eq!(value(&house, "2026-11-20", Bar::Start), Some(eur(50)));
    assert_eq!(value(&house, "2026-11-20", Bar::MovedIn), Some(eur(1_200)));
}

#[test]
fn a_deal_that_was_lost_in_a_stage_that_is_deleted_was_lost() {
    let mut house = team_of_two_on(first());
    house.done(FOUNDER, &add_stage("Lost1", StageKind::Lost, None));
    let lost_in = house.service.stage_named("Lost1").expect("a stage");
    let open = old(&house, eur(70_000));
    let lost = Deal {
        stage_id: lost_in,
        closed_on: Some(day("2026-11-11")),
        ..open.clone()
    };
    saved(&house, Some(&open), &lost, day("2026-11-11"));
    house.at(day("2026-11-22"));
    let lost = house.deal(&open.name);
    let reopened = Deal {
        version: lost.version,
        ..open
    };
    saved(&house, Some(&lost), &reopened, day("2026-11-22"));
    house.at(today());
    let told = |house: &House| {
        let (who, all) = (Who::default(), Period::all());
        let view = changes(house, who, all, day("2026-11-15"), today());
        adds_up(&view);
        [Bar::Start, Bar::MovedIn].map(|it| money(&bar(&view, it).value))
    };
    let expected = [Some(eur(0)), Some(eur(70_000))];
    assert_eq!(told(&house), expected);
    let delete = Command::Delete {
        kind: Kind::Stage,
        id: lost_in.0,
        version: 1,
        to: None,
        on: today(),
    };
    house.done(FOUNDER, &delete);
    assert_eq!(told(&house), expected);
}

#[test]
fn a_deal_that_was_recorded_late_and_deleted_was_there_as_its_history_says() {
    let mut house = House::furnished_on(first());
    house.at(today());
    let rows = "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\n\
                D2,Acme,Vanes,Talking,50.00,EUR,2026-12-31,Ann,\n";
    house.import_deals(FOUNDER, rows);
    let made = house.done(FOUNDER, &new_deal("Fans").command());
    let deal = house.deal("Turbines");
    let delete = Command::Delete {
        kind: Kind::Deal,
        id: deal.id.0,
        version: deal.version,
        to: None,
        on: today(),
    };
    house.done(FOUNDER, &delete);
    house.undo(FOUNDER, Some(made)).expect("an undo");
    let (who, all) = (Who::default(), Period::all());
    let view = changes(&house, who, all, day("2026-11-10"), today());
    adds_up(&view);
    let of = |it| (bar(&view, it).count, money(&bar(&view, it).value));
    assert_eq!(of(Bar::Start), (2, Some(eur(15_000))));
    assert_eq!(of(Bar::MovedOut), (1, Some(eur(10_000))));
    assert_eq!(of(Bar::End), (1, Some(eur(5_000))));
}

#[test]
fn what_an_import_made_and_lost_again_was_never_counted() {
    let mut house = House::furnished_on(first());
    house.at(day("2026-11-05"));
    let seq = house.import_deals(
        FOUNDER,
        "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\n",
    );
    house.at(day("2026-11-19"));
    house.undo(FOUNDER, Some(seq)).expect("an undo");
    house.at(today());
    let (who, all) = (Who::default(), Period::all());
    let view = changes(&house, who, all, day("2026-11-10"), today());
    adds_up(&view);
    assert!(view.bars.iter().all(|row| row.count == 0), "{view:#?}");
}

#[test]
fn a_rate_that_changed_in_between_is_nothing_that_happened() {
    let mut house = team_of_two();
    house.done(FOUNDER, &set_rate("USD", "2026-01-01", 2_000_000));
    house.done(FOUNDER, &set_rate("USD", "2026-11-20", 333_333));
    old(&house, eur(1_000));
    let before = old(&house, Money::new(1_001, currency("USD")));
    let after = Deal {
        amount: Some(1_010),
        ..before.clone()
    };
    saved(&house, Some(&before), &after, day("2026-11-21"));
    let view = changes(
        &house,
        Who::default(),
        Period::all(),
        day("2026-11-10"),
        today(),
    );
    adds_up(&view);
    let of = |it| money(&bar(&view, it).value);
    assert_eq!(of(Bar::Start), Some(eur(1_334)));
    assert_eq!(of(Bar::Increased), Some(eur(3)));
    assert_eq!(of(Bar::End), Some(eur(1_337)));
    let changed = &bar(&view, Bar::Increased).deals[0];
    assert_eq!(changed.deal.id, before.id);
    let usd = |minor| Some(Money::new(minor, currency("USD")));
    assert_eq!((changed.before, changed.amount), (usd(1_001), usd(9)));
}

#[test]
fn without_a_rate_every_bar_is_shown_by_currency() {
    let house = team_of_two();
    old(&house, eur(1_000));
    old(&house, Money::new(500, currency("USD")));
    let view = changes(&house, Who::default(), Period::all(), first(), today());
    for row in &view.bars {
        let Measure::Money { value, parts, .. } = &row.value else {
            panic!("{row:?}");
        };
        let is_sum = matches!(row.bar, Bar::Start | Bar::End);
        let expected = if is_sum { [1_000, 500] } else { [0, 0] };
        let parts: Vec<_> = parts.iter().map(|part| part.minor).collect();
        assert_eq!((*value, parts), (None, expected.to_vec()), "{row:?}");
    }
}

#[test]
fn a_bar_of_deals_without_an_amount_has_no_value() {
    let house = team_of_two();
    old(&house, eur(1_000));
    let stage_id = stage_of(&house, StageKind::Open);
    written(&house, |writer| {
        let it = Deal {
            amount: None,
            started_on: Some(day("2026-11-20")),
            ..deal(writer, stage_id, Some(CLEO), eur(0))
        };
        writer.insert(&it)
    });
    let view = changes(&house, Who::default(), Period::all(), first(), today());
    adds_up(&view);
    let new = bar(&view, Bar::New);
    assert_eq!((new.count, money(&new.value)), (1, None));
    assert_eq!(money(&bar(&view, Bar::Won).value), Some(eur(0)));
}

#[test]
fn a_rep_who_joins_the_team_brings_their_deals() {
    let house = team_of_two();
    let ann = house.service.rep("Ann").expect("Ann");
    let stage_id = stage_of(&house, StageKind::Open);
    written(&house, |writer| {
        let joined = (day("2026-11-16"), None);
        let place = place(writer.id(), ann, BLUE, joined);
        writer.insert(&place)?;
        let it = deal(writer, stage_id, Some(ann), eur(1_000));
        writer.insert(&it)
    });
    let moved = |from: &str| {
        let team = Who {
            rep_id: None,
            team_id: Some(BLUE),
        };
        let view = changes(&house, team, Period::all(), day(from), today());
        adds_up(&view);
        money(&bar(&view, Bar::MovedIn).value).expect("a value")
    };
    assert_eq!(moved("2026-11-16"), eur(1_000), "on the day of joining");
    assert_eq!(moved("2026-11-17"), eur(0));
}

#[test]
fn the_waterfall_lies_over_the_pipeline_and_opens_its_deals() {
    for (width, height) in [(60, 15), (80, 24), (120, 40), (200, 60)] {
        let mut deck = Deck::open(width, height);
        deck.type_keys("3w").press(&[Key::Down, Key::Enter]);
        insta::assert_snapshot!(format!("changes_{width}x{height}"), deck.screen());
        let (buf, cursor) = deck.draw();
        let cursor = cursor.expect("a bar is selected");
        assert_eq!(buf[cursor].symbol(), "▶");
        // Its deals stand below it; the first of them is opened where it lives.
        deck.press(&[Key::Down, Key::Enter]);
        assert!(deck.model.layers.is_empty());
    }
    // The end is what lies below.
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3w").press(&[Key::End, Key::Enter]);
    assert!(deck.model.layers.is_empty());
}

#[test]
fn the_waterfall_looks_back_to_yesterday_the_sprint_and_the_quarter() {
    let since = |deck: &Deck| {
        let found = deck.asked.iter().rev().find_map(|it| match &it.query {
            Query::Changes { since, .. } => Some(since.to_string()),
            _ => None,
        });
        found.expect("it was asked")
    };
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3w");
    let mut days = vec![since(&deck)];
    for key in [Key::Left, Key::Left, Key::Right, Key::Right, Key::Right] {
        deck.press(&[key]);
        days.push(since(&deck));
    }
    let [today, friday, quarter] = ["2026-11-23", "2026-11-20", "2026-10-01"];
    assert_eq!(days, [friday, quarter, quarter, friday, today, today]);
}

#[test]
fn the_waterfall_looks_back_to_any_day_that_is_typed() {
    let since = |deck: &Deck| {
        let found = deck.asked.iter().rev().find_map(|it| match &it.query {
            Query::Changes { since, .. } => Some(since.to_string()),
            _ => None,
        });
        found.expect("it was asked")
    };
    for (typed, day) in [
        ("wed", "2026-11-18"),
        ("2 nov", "2026-11-02"),
        ("24 nov", "2025-11-24"),
        ("-2w", "2026-11-09"),
        ("2026-06-30", "2026-06-30"),
    ] {
        let mut deck = Deck::open(120, 40);
        deck.type_keys("3w").press(&[Key::Tab]).type_keys(typed);
        let read = deck
            .words
            .say(&Message::new("since-day").with("day", Day::from_iso(day).expect("a day")));
        assert!(
            deck.text().contains(&read),
            "{typed}: {read}\n{}",
            deck.text()
        );
        deck.press(&[Key::Enter]);
        assert_eq!(
            (since(&deck).as_str(), deck.model.layers.len()),
            (day, 1),
            "{typed}"
        );
        // It stands among the other days from now on.
        deck.press(&[Key::Right, Key::Left]);
        assert_eq!(since(&deck), day, "{typed}");
    }
    // What is still to come is refused while it is typed, and a whole form there is none.
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3ww").type_keys("2027-01-01");
    assert!(deck.text().contains("still to come"), "{}", deck.text());
    deck.press(&[Key::Enter, Key::Tab]);
    assert_eq!(deck.model.layers.len(), 2);
}
