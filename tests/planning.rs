//! The planning of a week: what is suggested, and how it comes into the week, from the keyboard and in the store.

use insta::assert_snapshot;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::{Command, WeekCommand};
use quarterdeck::domain::message::Message;
use quarterdeck::domain::plan::Key as Told;
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::sprint::Ending;
use quarterdeck::service::view::plan::PlanView;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::{Answer, Event, Key};
use quarterdeck::tui::job::{Job, Outcome};
use quarterdeck::tui::scope::Scope;
use quarterdeck::tui::update;

use crate::fixtures::{FOUNDER, House, add_rep, assigned, day};
use crate::support::{Deck, today, words};
use crate::week::{ann, found, item, next_monday, start, text, week};

/// Deals of Ann without a step, one of which closes this week, one next week, and one of somebody else.
const DEALS: &str = "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\nD2,Bolt,Vanes,Talking,900.00,EUR,2026-12-31,Ann,\n\
                     D3,Fjord,Pumps,Talking,500.00,EUR,2026-11-27,Ann,\nD4,Cargo,Ropes,Talking,1.00,EUR,2026-11-27,Cleo,\n";

fn plan(house: &House, week_on: Option<Day>) -> PlanView {
    let query = Query::Plan {
        rep_id: ann(house),
        week_on,
        today: today(),
    };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Plan(view)) => *view,
        other => panic!("{other:?}"),
    }
}

fn told(view: &PlanView) -> Vec<String> {
    let told = view.suggestions.iter().map(|it| {
        let name = it.deal.as_ref().or(it.subject.as_ref());
        let name = name.map_or("", |it| it.as_str());
        format!("{:?} {} {name}", it.why, it.kind.code())
    });
    told.collect()
}

fn template<const N: usize>(fields: [(&'static str, Content); N]) -> Command {
    Command::Add {
        kind: Kind::Template,
        fields: assigned(fields.map(|(name, content)| (name, Some(content)))),
        on: today(),
    }
}

/// A house with something to suggest for each reason.
pub(crate) fn house() -> House {
    let mut house = House::furnished();
    house.done(FOUNDER, &add_rep("Cleo", None));
    house.import_deals("Ann", DEALS);
    let calls = [
        ("activity", text("call_block")),
        ("subject", text("New leads")),
        ("function", text("account_executive")),
        ("target", Content::Number(20)),
        ("weekday", text("tue")),
        ("start_time", text("09:00")),
    ];
    house.done("Ann", &template(calls));
    let other = [
        ("activity", text("duty")),
        ("function", text("sales_engineer")),
    ];
    house.done("Ann", &template(other));
    let late = [
        ("kind", text("email")),
        ("held_on", Content::Day(day("2026-11-18"))),
    ];
    house.done("Ann", &item("Minutes of the fair", None, late));
    house.done("Ann", &item("Price list", None, []));
    house
}

#[test]
fn each_reason_has_its_suggestions() {
    let house = house();
    let view = plan(&house, None);
    assert_eq!(view.week_on, today());
    assert_eq!((view.load_minutes, view.capacity_minutes), (0, 36 * 60));
    assert_snapshot!(told(&view).join("\n"));
}

#[test]
fn what_was_taken_is_in_the_week_and_is_not_suggested_again() {
    let mut house = house();
    let all = plan(&house, None).suggestions;
    for it in &all {
        let command = it.command(ann(&house), today(), today());
        house.done("Ann", &Command::Week(command));
    }
    let view = plan(&house, None);
    assert_eq!(told(&view), [] as [&str; 0]);
    let minutes: i64 = all.iter().map(|it| it.minutes).sum();
    assert_eq!(view.load_minutes, minutes);
    let week = week(&house, today(), today());
    assert_eq!(week.items.len(), all.len());
    // What was late is due today; what comes back has its day, its time and its target.
    let late = found(&week, "Minutes of the fair");
    assert_eq!(late.due_on, Some(day("2026-11-25")));
    let calls = found(&week, "New leads");
    assert_eq!(calls.due_on, Some(day("2026-11-24")));
    assert_eq!(
        (calls.start_time.as_deref(), calls.target),
        (Some("09:00"), Some(20))
    );
    // The week after has its own.
    let next = plan(&house, Some(next_monday()));
    assert!(told(&next).iter().any(|it| it.contains("New leads")));
}

#[test]
fn what_goes_on_from_a_week_that_has_begun_is_carried() {
    let mut house = House::furnished();
    house.done("Ann", &item("Price list", Some(today()), []));
    let begin = start(&house, today(), today());
    house.done("Ann", &begin);
    let next = plan(&house, Some(next_monday()));
    assert_eq!(told(&next), ["Carried(0) free Price list"]);
    let command = next.suggestions[0].command(ann(&house), next_monday(), today());
    house.done("Ann", &Command::Week(command));
    let before = week(&house, today(), today());
    assert_eq!(found(&before, "Price list").ending, Some(Ending::Carried));
    let after = week(&house, next_monday(), today());
    assert_eq!(found(&after, "Price list").carry_count, 1);
}

/// A cockpit over a house: what is asked is answered, what is to be done is done.
pub(crate) struct Live {
    pub(crate) house: House,
    pub(crate) deck: Deck,
    who: &'static str,
}

impl Live {
    pub fn open(house: House, width: u16, height: u16) -> Self {
        let scope = Scope::Rep(ann(&house));
        Self::over(house, ("Ann", scope), width, height)
    }

    /// Somebody's cockpit, who looks at somebody.
    pub(crate) fn over(
        house: House,
        (who, scope): (&'static str, Scope),
        width: u16,
        height: u16,
    ) -> Self {
        let mut deck = Deck::waiting(width, height);
        deck.model.actor = house.actor(who);
        let mut live = Self { house, deck, who };
        live.settle();
        let effects = update::show_scope(&mut live.deck.model, scope);
        live.deck.perform(effects);
        live.settle();
        live
    }

    fn settle(&mut self) {
        let actor = self.house.actor(self.who);
        while !self.deck.open.is_empty() || !self.deck.jobs.is_empty() {
            for request in std::mem::take(&mut self.deck.open) {
                let result = self.house.service.ask(&actor, &request.query);
                self.deck.happens(Event::Answer(Answer {
                    slot: request.slot,
                    generation: request.generation,
                    result: result.map_err(|_| Message::new("busy")),
                }));
            }
            for job in std::mem::take(&mut self.deck.jobs) {
                match job {
                    Job::Run(command) => drop(self.house.done(self.who, &command)),
                    Job::Undo(seq) => drop(self.house.undo(self.who, seq).expect("taken back")),
                    other => panic!("{other:?}"),
                }
                let done = Outcome::Done(Message::new("nothing-changed"));
                self.deck.happens(Event::Finished(done));
            }
        }
    }

    pub(crate) fn press(&mut self, keys: &[Key]) {
        for key in keys {
            self.deck.happens(Event::Key(*key));
            self.settle();
        }
    }

    pub fn keys(&mut self, keys: &str) {
        let keys: Vec<_> = keys.chars().map(Key::Char).collect();
        self.press(&keys);
    }

    fn items(&self) -> usize {
        week(&self.house, today(), today()).items.len()
    }
}

#[test]
fn an_empty_board_becomes_a_planned_week_by_keys() {
    let mut live = Live::open(house(), 120, 40);
    live.keys("2p");
    let shown = live.deck.text();
    assert!(shown.contains("planned 0 h of 36 h"), "{shown}");
    // One is taken, and the next one stands in its place.
    live.press(&[Key::Enter]);
    assert_eq!(live.items(), 1);
    let shown = live.deck.text();
    assert!(shown.contains("planned 0.3 h of 36 h"), "{shown}");
    assert!(!shown.contains("Minutes of the fair"), "{shown}");
    // One key takes it back.
    live.keys("u");
    assert_eq!(live.items(), 0);
    assert!(live.deck.text().contains("Minutes of the fair"));
    // One is left, all others are taken at once.
    live.keys("x*");
    assert_eq!(live.items(), 5);
    let shown = live.deck.text();
    assert!(shown.contains("Minutes of the fair"), "{shown}");
    assert!(!shown.contains("Price list"), "{shown}");
    live.press(&[Key::Esc]);
    live.keys("S");
    let week = week(&live.house, today(), today());
    assert_eq!(week.figures.planned, 5);
    assert!(
        live.deck.text().contains("planned 5"),
        "{}",
        live.deck.text()
    );
}

#[test]
fn whoever_is_faster_than_the_store_takes_nothing_twice() {
    let mut live = Live::open(house(), 120, 40);
    live.keys("2p");
    for _ in 0..4 {
        live.deck.happens(Event::Key(Key::Enter));
    }
    live.settle();
    assert_eq!(live.items(), 4);
    let left = plan(&live.house, None).suggestions.len();
    assert_eq!(left, 2);
}

#[test]
fn another_week_is_a_key_away_and_a_closed_one_says_so() {
    let mut live = Live::open(house(), 120, 40);
    live.keys("2p+");
    assert!(
        live.deck.text().contains("Plan W49 · Ann"),
        "{}",
        live.deck.text()
    );
    live.keys("-");
    assert!(
        live.deck.text().contains("Plan W48 · Ann"),
        "{}",
        live.deck.text()
    );
    live.press(&[Key::Esc]);
    let close = Command::Week(WeekCommand::Close {
        rep_id: ann(&live.house),
        week_on: today(),
        left: Vec::new(),
        review: None,
        on: today(),
    });
    live.house.done("Ann", &close);
    live.keys("1p");
    let shown = live.deck.text();
    assert!(shown.contains("This week is closed"), "{shown}");
}

#[test]
fn planning_at_usual_sizes() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut live = Live::open(house(), width, height);
        live.keys("2pjx");
        assert_snapshot!(format!("plan_{width}x{height}"), live.deck.screen());
        live.keys("*");
        live.deck.words = words("de");
        assert_snapshot!(format!("plan_taken_{width}x{height}"), live.deck.screen());
    }
}

#[test]
fn a_suggestion_is_the_same_as_long_as_its_record_is() {
    let house = house();
    let view = plan(&house, None);
    let keys: std::collections::BTreeSet<_> = view.suggestions.iter().map(|it| it.key).collect();
    assert_eq!(keys.len(), view.suggestions.len());
    assert!(matches!(view.suggestions[0].key, Told::Activity(_)));
}
