//! Today: the day of a rep and of a team, as pictures and as key scripts.

use insta::assert_snapshot;
use quarterdeck::domain::command::Command;
use quarterdeck::domain::id::{DealId, RepId};
use quarterdeck::domain::message::Message;
use quarterdeck::service::view::today::{AgendaPart, RepToday, TeamToday, TodayView};
use quarterdeck::service::{Query, View};
use quarterdeck::tui::effect::Effect;
use quarterdeck::tui::event::{Event, Key};
use quarterdeck::tui::job::Job;
use quarterdeck::tui::pane::PaneId;
use quarterdeck::tui::scope::Scope;
use quarterdeck::tui::theme::Theme;
use quarterdeck::tui::update;
use ratatui::layout::Size;

use crate::support::days::{rep_day, team_day};
use crate::support::{Deck, answer, today};

/// Small, usual, roomy, huge.
const SIZES: [(u16, u16); 5] = [(40, 10), (60, 15), (80, 24), (120, 40), (200, 60)];

pub(crate) fn store(query: &Query) -> Result<View, Message> {
    match query {
        Query::Today { who, .. } if who.rep_id.is_some() => {
            Ok(View::Today(Box::new(TodayView::Rep(rep_day(12)))))
        }
        Query::Today { .. } => Ok(View::Today(Box::new(TodayView::Team(team_day(10))))),
        _ => answer(query),
    }
}

/// A store in which nothing was planned and nothing happened.
fn empty(query: &Query) -> Result<View, Message> {
    let since = today();
    match query {
        Query::Today { who, .. } if who.rep_id.is_some() => {
            let nothing = RepToday {
                agenda: Vec::new(),
                planned_minutes: 0,
                capacity_minutes: 0,
                carried_count: 0,
                needs: Vec::new(),
                needs_count: 0,
                news_since: since,
                news: Vec::new(),
                alarm: None,
            };
            Ok(View::Today(Box::new(TodayView::Rep(nothing))))
        }
        Query::Today { .. } => {
            let nothing = TeamToday {
                rows: Vec::new(),
                news: Vec::new(),
                ..team_day(1)
            };
            Ok(View::Today(Box::new(TodayView::Team(nothing))))
        }
        _ => answer(query),
    }
}

/// The day of the first rep, who is the one that looks.
fn own(width: u16, height: u16) -> Deck {
    let mut deck = Deck::waiting(width, height);
    deck.ask = store;
    deck.model.actor.rep_id = Some(RepId(1));
    deck.answer_all();
    deck
}

#[test]
fn the_day_of_a_rep_at_every_size() {
    for (width, height) in SIZES {
        assert_snapshot!(
            format!("today_rep_{width}x{height}"),
            own(width, height).screen()
        );
    }
}

#[test]
fn the_day_of_a_team_at_every_size() {
    for (width, height) in SIZES {
        let deck = Deck::over(width, height, store);
        assert_snapshot!(format!("today_team_{width}x{height}"), deck.screen());
    }
}

#[test]
fn an_empty_day_says_what_belongs_there() {
    let mut deck = Deck::over(80, 24, empty);
    assert_snapshot!("today_team_empty", deck.screen());
    deck.type_keys(".");
    assert!(deck.text().contains("NEEDS") || deck.text().contains("press :"));
}

/// A store in which nothing is planned for today, and something for later.
fn free(query: &Query) -> Result<View, Message> {
    match store(query)? {
        View::Today(mut view) => {
            if let TodayView::Rep(day) = &mut *view {
                let is_ahead = |part| !matches!(part, AgendaPart::Today | AgendaPart::Overdue);
                day.agenda.retain(|item| is_ahead(item.part));
            }
            Ok(View::Today(view))
        }
        other => Ok(other),
    }
}

#[test]
fn a_free_day_says_what_comes_after_it() {
    for width in [80, 120, 200] {
        let mut deck = Deck::waiting(width, 40);
        deck.ask = free;
        deck.model.actor.rep_id = Some(RepId(1));
        deck.answer_all();
        let text = deck.text();
        assert!(text.contains("nothing for today"), "{width}\n{text}");
        let line = "TOMORROW  2   REST OF WEEK  2   carried over 2";
        assert!(text.contains(line), "{width}\n{text}");
        assert!(text.contains("AFTER THIS WEEK  1"), "{width}\n{text}");
    }
}

#[test]
fn an_alarm_is_shown_to_the_one_it_is_about_and_to_nobody_else() {
    let own_day = own(120, 40).text();
    assert!(own_day.contains("Only you"), "{own_day}");
    let mut deck = own(120, 40);
    deck.model.actor.rep_id = Some(RepId(2));
    assert!(!deck.text().contains("Only you"));
    deck.model.actor.rep_id = None;
    assert!(!deck.text().contains("Only you"));
}

#[test]
fn tab_goes_from_part_to_part_and_enter_opens_the_deal_where_it_lives() {
    for (keys, id) in [
        (&[][..], 1_000_002),
        (&[Key::Down], 1_000_003),
        (&[Key::Tab, Key::Down], 1_000_001),
        (&[Key::BackTab, Key::End], 1_000_008),
        (&[Key::Tab, Key::Tab, Key::Tab, Key::Down], 1_000_003),
    ] {
        let mut deck = own(120, 40);
        deck.press(keys).press(&[Key::Enter]);
        assert_eq!(deck.model.shown, PaneId::Pipeline, "{keys:?}");
        let asked = deck.asked.iter().rev().find_map(|it| match it.query {
            Query::Deal { id, .. } => Some(id),
            _ => None,
        });
        assert_eq!(asked, Some(DealId(id)), "{keys:?}");
    }
}

#[test]
fn what_is_about_no_deal_says_so() {
    let mut deck = own(120, 40);
    deck.press(&[Key::Down, Key::Down, Key::Enter]);
    assert_eq!(deck.model.shown, PaneId::Today);
    assert!(deck.text().contains("No deal belongs to this"));
}

#[test]
fn a_row_of_a_team_opens_the_day_of_the_rep_and_esc_leads_back() {
    let mut deck = Deck::over(120, 40, store);
    assert_eq!(deck.model.scope, Scope::Everyone);
    deck.press(&[Key::Down, Key::Enter]);
    assert_eq!(deck.model.scope, Scope::Rep(RepId(2)));
    assert!(deck.text().contains("NEEDS ATTENTION"));
    deck.press(&[Key::Esc]);
    assert_eq!(deck.model.scope, Scope::Everyone);
    deck.press(&[Key::Esc]);
    assert_eq!(deck.ended, None);
}

#[test]
fn the_selected_row_is_marked_in_every_theme_and_stays_in_sight() {
    for theme in [Theme::dark(), Theme::light(), Theme::mono()] {
        for keys in [
            &[Key::Down][..],
            &[Key::End],
            &[Key::Tab, Key::End],
            &[Key::Tab, Key::Tab, Key::PageDown],
        ] {
            for (width, height) in [(60, 15), (80, 24), (120, 40)] {
                let mut deck = own(width, height);
                deck.theme = theme;
                deck.press(keys);
                let (buf, cursor) = deck.draw();
                let cursor = cursor.unwrap_or_else(|| panic!("{keys:?} {width}x{height}"));
                assert_eq!(buf[cursor].symbol(), "▶", "{keys:?} {width}x{height}");
            }
        }
    }
}

#[test]
fn a_click_selects_and_another_one_opens() {
    let mut deck = own(120, 40);
    deck.click_on("no step (f), stalled");
    assert_eq!(deck.model.shown, PaneId::Today);
    deck.click_on("no step (f), stalled");
    assert_eq!(deck.model.shown, PaneId::Pipeline);
}

#[test]
fn a_line_can_be_copied() {
    let mut deck = own(120, 40);
    deck.press(&[Key::Tab]).type_keys("y");
    assert!(matches!(deck.effects.last(), Some(Effect::Copy(text)) if text.contains("Bavo")));
}

#[test]
fn nothing_breaks_at_any_size() {
    for (width, height) in [(0, 0), (60, 15), (61, 16), (99, 17), (101, 15), (500, 200)] {
        for scope in [Scope::Everyone, Scope::Rep(RepId(1))] {
            let mut deck = own(120, 40);
            let effects = update::show_scope(&mut deck.model, scope);
            drop(effects);
            deck.happens(Event::Resize(Size::new(width, height)));
            deck.press(&[Key::End, Key::Tab, Key::PageDown]);
            deck.draw();
        }
    }
}

#[test]
fn what_needs_me_is_listed_and_opened() {
    for (width, height) in [(60, 15), (80, 24), (120, 40)] {
        let mut deck = own(width, height);
        deck.type_keys("3!").press(&[Key::Down]);
        assert_snapshot!(format!("needs_{width}x{height}"), deck.screen());
        deck.press(&[Key::End]);
        let (buf, cursor) = deck.draw();
        assert_eq!(buf[cursor.expect("a deal is selected")].symbol(), "▶");
        deck.press(&[Key::Enter]);
        assert_eq!(deck.model.shown, PaneId::Pipeline);
        assert!(deck.model.layers.is_empty());
    }
}

#[test]
fn what_needs_somebody_is_about_those_that_are_shown() {
    let asked = |deck: &Deck| {
        let queries = deck.asked.iter().rev();
        let mut needs = queries.filter_map(|it| match &it.query {
            Query::Needs { who, .. } => Some(who.clone()),
            _ => None,
        });
        needs.next().expect("it was asked")
    };
    let mut deck = own(120, 40);
    deck.type_keys("!");
    assert_eq!(asked(&deck).rep_id, Some(RepId(1)));
    deck.press(&[Key::Esc]).type_keys(".!");
    assert_eq!(asked(&deck).rep_id, Some(RepId(2)));
    let mut deck = Deck::over(120, 40, store);
    deck.type_keys(".!");
    assert!(asked(&deck).rep_id.is_none() && asked(&deck).team_id.is_some());
}

#[test]
fn what_helps_a_deal_is_done_right_where_it_is_listed() {
    for on_today in [true, false] {
        let opened = || {
            let mut deck = own(120, 40);
            deck.press(&[if on_today { Key::Tab } else { Key::Char('!') }]);
            deck
        };
        let mut deck = opened();
        assert!(deck.text().contains("(m)"), "{}", deck.text());
        deck.type_keys("m");
        assert!(deck.text().contains("Bavo de Vries 0"), "{}", deck.text());
        assert!(deck.text().contains("Negotiate"), "{}", deck.text());
        deck.press(&[Key::Down, Key::Enter]);
        let jobs = std::mem::take(&mut deck.jobs);
        assert!(
            matches!(&jobs[..], [Job::Run(Command::MoveDeal { id, .. })] if *id == DealId(1_000_000)),
            "{jobs:?}"
        );
        let mut deck = opened();
        deck.press(&[Key::Down]).type_keys("D");
        deck.type_keys("+7d").press(&[Key::Enter]);
        assert!(
            matches!(
                &deck.jobs[..],
                [Job::Run(Command::Edit { id: 1_000_001, .. })]
            ),
            "{:?}",
            deck.jobs
        );
        // The list is still there.
        assert_eq!(deck.model.shown, PaneId::Today);
        assert!(deck.text().contains("Zoë Ångström-Løvenskiold 1"));
    }
}
