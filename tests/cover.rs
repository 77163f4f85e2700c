//! Who is away names somebody who covers them: what falls due is offered there, taken with one key, and given back.

use insta::assert_snapshot;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::plan::Why;
use quarterdeck::domain::team::Who;
use quarterdeck::service::view::plan::PlanView;
use quarterdeck::service::view::today::{AgendaItem, AgendaPart, TodayView};
use quarterdeck::service::view::week::WeekView;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::Event;
use quarterdeck::tui::scope::Scope;
use quarterdeck::tui::update;

use crate::days::{away, rep};
use crate::items::{ask, found, opened, press, week};
use crate::person::shown;
use crate::support::{Deck, today};

/// Ann is away until Thursday, and Mila covers: a call for today, a demo on Wednesday, one on Thursday, and a list for no
/// day are Ann's.
fn covered() -> Deck {
    let mut deck = opened(120, 40);
    press(
        &mut deck,
        "ncall pumps today 15:00⏎ndemo Turbines wed⏎ndemo vanes thu⏎nprice list⏎",
    );
    away(today(), today().plus_days(3), "Mila");
    let effects = update::show_scope(&mut deck.model, Scope::Rep(rep("Mila")));
    deck.perform(effects);
    deck.answer_all();
    deck
}

fn plan(week_on: Option<Day>) -> PlanView {
    let query = Query::Plan {
        rep_id: rep("Mila"),
        week_on,
        today: today(),
    };
    match ask(&query) {
        Ok(View::Plan(view)) => *view,
        other => panic!("{other:?}"),
    }
}

/// What is offered to Mila on a day.
fn offered(on: Day) -> Vec<AgendaItem> {
    let who = Who {
        rep_id: Some(rep("Mila")),
        team_id: None,
    };
    let Ok(View::Today(day)) = ask(&Query::Today { who, today: on }) else {
        panic!("a day");
    };
    let TodayView::Rep(day) = *day else {
        panic!("of a rep");
    };
    let mut agenda = day.agenda;
    agenda.retain(|it| it.part == AgendaPart::Cover);
    agenda
}

fn week_of_mila() -> WeekView {
    let query = Query::Week {
        rep_id: rep("Mila"),
        week_on: today(),
        today: today(),
    };
    match ask(&query) {
        Ok(View::Week(view)) => *view,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_falls_due_while_somebody_is_away_is_offered_to_whoever_covers() {
    let _deck = covered();
    let subjects = |on| {
        let offered = offered(on).into_iter();
        let names = offered.map(|it| it.deal.or(it.subject).unwrap_or_default());
        names.collect::<Vec<_>>()
    };
    assert_eq!(subjects(today()), ["pumps"]);
    assert_eq!(subjects(today().plus_days(2)), ["pumps", "Turbines"]);
    // Whoever is back does it alone.
    assert!(subjects(today().plus_days(3)).is_empty());
    let covers = |view: PlanView| {
        let all = view.suggestions.into_iter();
        all.filter(|it| it.cover_of.is_some()).collect::<Vec<_>>()
    };
    let found = covers(plan(Some(today())));
    let back_on = today().plus_days(3);
    assert_eq!(found.len(), 2);
    for it in found {
        assert_eq!(it.cover_of, Some((rep("Ann"), "Ann".to_owned())));
        assert_eq!(it.why, Why::Cover(back_on));
    }
    assert!(covers(plan(Some(today().plus_days(7)))).is_empty());
}

#[test]
fn one_key_takes_it_and_another_one_gives_it_back() {
    let mut deck = covered();
    press(&mut deck, "1");
    let text = deck.text();
    assert!(text.contains("for Ann, away until Thu"), "{text}");
    assert_snapshot!("cover_today_120x40", deck.screen());
    press(&mut deck, " ");
    assert!(offered(today()).is_empty());
    let mine = week_of_mila();
    let taken = mine.items.iter().chain(&mine.dated);
    let taken: Vec<_> = taken.map(|it| it.subject.as_deref()).collect();
    assert_eq!(taken, [Some("pumps")]);
    assert!(
        week()
            .items
            .iter()
            .all(|it| it.subject.as_deref() != Some("pumps"))
    );
    press(&mut deck, "u");
    assert_eq!(offered(today()).len(), 1);
    assert_eq!(found("pumps").due_on, Some(today()));
    assert!(week_of_mila().items.is_empty());
}

#[test]
fn a_plan_takes_it_too() {
    let mut deck = covered();
    press(&mut deck, "2p");
    assert_snapshot!("cover_plan_120x40", deck.screen());
    press(&mut deck, "⏎⏎");
    assert_eq!(week_of_mila().items.len(), 2);
    assert_eq!(week_of_mila().figures.load_minutes, 75);
}

#[test]
fn an_absence_is_written_down_with_who_covers_and_there_is_less_to_work() {
    let mut deck = opened(120, 40);
    assert_eq!(week().figures.capacity_minutes, 36 * 60);
    press(&mut deck, ":who is away⏎n");
    assert_snapshot!("absence_form_120x40", deck.screen());
    press(&mut deck, "\tthu\tmon\tMila⏎");
    press(&mut deck, "⏎");
    deck.happens(Event::Changed);
    deck.answer_all();
    assert_snapshot!("absences_120x40", deck.screen());
    assert_eq!(week().figures.capacity_minutes, 36 * 60 * 3 / 5);
    assert_eq!(week().days.len(), 3);
}

#[test]
fn a_plan_shows_whose_a_suggestion_is() {
    let mut deck = covered();
    press(&mut deck, "2pO");
    assert_eq!(shown(&deck), Some(rep("Ann")));
    // What nobody else has is of whoever plans.
    press(&mut deck, "⎋⏎⏎O");
    assert_eq!(shown(&deck), Some(rep("Mila")));
    // The page of who plans lies over the plan.
    press(&mut deck, "⎋");
    assert_eq!(deck.model.layers.len(), 1);
}
