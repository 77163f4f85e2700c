//! What new users stumbled over: each of them once, as it is now.

use quarterdeck::domain::activity::{ActivityStatus, Outcome as CameOf};
use quarterdeck::domain::command::{Command, Seen};
use quarterdeck::domain::id::{DealId, RepId, StageId};
use quarterdeck::domain::message::Message;
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::signal::Limit;
use quarterdeck::domain::team::Job as TeamJob;
use quarterdeck::service::view::staffing::GapCount;
use quarterdeck::service::{Outdated, Query, View};
use quarterdeck::tui::event::{Event, Key};
use quarterdeck::tui::job::{Job, Outcome};

use crate::firstrun::nothing;
use crate::fixtures::{House, assigned, day, new_deal, set_currency};
use crate::home::Home;
use crate::rules::choose;
use crate::steps::selected;
use crate::support::answers::deal;
use crate::support::{Deck, answer, eur, today, words};

#[test]
fn in_an_empty_store_a_new_deal_leads_to_the_first_steps_and_is_kept() {
    let mut deck = Deck::over(80, 24, nothing);
    deck.press(&[Key::Esc]).type_keys("3nFoo 10k fri");
    let text = deck.text();
    assert!(text.contains("a team comes first"), "{text}");
    assert!(!text.contains("no amount"), "{text}");
    for key in [Key::Enter, Key::Tab] {
        deck.press(&[key]);
        let text = deck.text();
        assert!(text.contains("How do you want to begin"), "{key:?}\n{text}");
        assert!(deck.jobs.is_empty());
        deck.press(&[Key::Esc]).type_keys("n");
        assert!(deck.text().contains("Foo 10k fri"), "{}", deck.text());
    }
}

/// Of what is typed so far only the account of this name is new.
fn remarking(query: &Query) -> Result<View, Message> {
    let Query::Remarks(command) = query else {
        return answer(query);
    };
    let Command::Add { fields, .. } = &**command else {
        return Ok(View::Remarks(Vec::new()));
    };
    let account = Assignment::new("account", Content::Named("Foo".to_owned()));
    let remark = Message::new("remark-new").with("name", "Foo");
    let remark = remark.with_word("kind", "kind-account");
    let is_new = fields.contains(&account);
    Ok(View::Remarks(
        is_new.then_some(remark).into_iter().collect(),
    ))
}

#[test]
fn an_account_that_a_new_deal_makes_is_told_before_and_after() {
    let mut deck = Deck::over(120, 40, remarking);
    deck.type_keys("3nFoo 10k");
    let text = deck.text();
    assert!(text.contains("New account: “Foo”."), "{text}");
    // What is kept for later is looked up again.
    deck.press(&[Key::Esc]).type_keys("n");
    assert!(deck.text().contains("New account: “Foo”."));
    deck.type_keys("Acme 10k");
    assert!(!deck.text().contains("New account"), "{}", deck.text());

    let mut house = House::furnished();
    let ann = house.actor("Ann");
    for (deal, remarks) in [("Turbines", &["remark-new"][..]), ("Vanes", &[])] {
        let done = house.service.run(&ann, &new_deal(deal).command());
        let done = done.expect("a deal").remarks;
        let keys: Vec<_> = done.iter().map(|remark| remark.key).collect();
        assert_eq!(keys, remarks, "{deal}");
    }
}

#[test]
fn the_selection_returns_to_a_deal_that_comes_back() {
    for (width, keys) in [(120, "3"), (80, "3"), (200, "3v")] {
        let mut deck = Deck::over(width, 40, answer);
        deck.type_keys(keys).press(&[Key::Down]);
        deck.type_keys("u");
        assert!(matches!(deck.jobs[..], [Job::Undo(None)]));
        let told = Message::new("done-undone").with("what", "lost it: price");
        let back = Outcome::Back(DealId(2_000_004), told);
        deck.happens(Event::Finished(back));
        deck.answer_all();
        let name = deal(StageId(2), 4).name;
        assert_eq!(selected(&deck), name, "{width} {keys}\n{}", deck.text());
        assert!(deck.text().contains("Taken back"), "{}", deck.text());
    }
}

#[test]
fn what_is_taken_back_names_its_deal() {
    let mut house = House::furnished();
    let added = house.done("Ann", &new_deal("Turbines").command());
    let id = house.deal("Turbines").id;
    let fields = vec![Assignment::new("amount", Content::Money(eur(4_800_000)))];
    let edited = house.edited(id, fields);
    house.done("Ann", &edited);
    let undone = house.undo("Ann", None).expect("hers");
    assert_eq!(house.service.deal_of(undone).expect("an entry"), Some(id));
    let gone = house.undo("Ann", Some(added)).expect("hers");
    assert_eq!(house.service.deal_of(gone).expect("an entry"), None);
}

#[test]
fn who_was_slower_with_a_limit_sees_both_values_and_can_save_theirs() {
    let mut deck = Deck::open(80, 24);
    deck.press(&[Key::F(2)]);
    choose(&mut deck, "Stalled after");
    choose(&mut deck, "Qualify");
    deck.type_keys("9").press(&[Key::Enter]);
    let seen = Seen::Row { id: 7, version: 3 };
    deck.happens(Event::Finished(Outcome::Outdated(Outdated {
        what: "limit-stall-days".to_owned(),
        now: "30".to_owned(),
        seen,
    })));
    let text = deck.text();
    assert!(text.contains("theirs 30, yours 9 days"), "{text}");
    deck.press(&[Key::Enter]);
    let Some(Job::Run(Command::SetPolicy {
        value, seen: by, ..
    })) = deck.jobs.last()
    else {
        panic!("{:?}", deck.jobs);
    };
    assert_eq!((*value, *by), (Some(9), seen));
}

#[test]
fn the_shell_reads_a_deal_as_the_line_does() {
    let home = Home::new();
    home.run(&["set", "currency", "EUR"]);
    home.run(&["add", "stage", "Propose", "--kind", "open"]);
    let added = home.run(&["add", "deal", "Zeta 30k 20 dec 2026"]);
    assert!(added.err.contains("€30,000.00 · 20 Dec 2026"), "{added:?}");
    let wins = home.run(&["add", "deal", "Yak 30k", "--amount", "12k"]);
    assert_eq!(wins.code, 0, "{wins:?}");
    home.run(&["add", "deal", "\"Studio 540\""]);
    let list = home.run(&["list", "deals", "--json"]).json();
    let deals = list["deals"].as_array().expect("deals");
    let of = |name: &str| {
        let found = deals.iter().find(|deal| deal["name"] == name);
        found.unwrap_or_else(|| panic!("no {name}: {list}"))
    };
    assert!(added.err.contains("New account: “Zeta”"), "{added:?}");
    assert_eq!(of("Zeta")["account"], "Zeta", "{list}");
    assert!(of("Studio 540")["account"].is_null());
    assert_eq!(of("Zeta")["amount"]["amount"], "30000.00", "{list}");
    assert_eq!(of("Zeta")["expected_close_on"], "2026-12-20");
    assert_eq!(of("Yak")["amount"]["amount"], "12000.00");
    assert!(of("Studio 540")["amount"].is_null());
    assert_eq!(home.run(&["add", "deal", "Xi 32 dec"]).code, 2);
}

#[test]
fn the_shell_finds_a_deal_by_a_part_of_its_name_or_says_which_it_may_be() {
    let home = Home::new();
    for stage in [["Talking", "open"], ["Propose", "open"], ["Lost", "lost"]] {
        home.run(&["add", "stage", stage[0], "--kind", stage[1]]);
    }
    for name in ["Hotel Zur Post", "Hotel Adler", "Brauhaus"] {
        home.run(&["add", "deal", name]);
    }
    for arguments in [
        &["move", "zur post", "Propose"][..],
        &["set", "brauh", "note=big"],
        &["show", "Brauhuas"],
        &["lost", "adler", "--reason", "price"],
    ] {
        let ran = home.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?} {ran:?}");
    }
    let vague = home.run(&["move", "hotel", "Propose"]);
    assert_eq!(vague.code, 1, "{vague:?}");
    for said in ["2 records", "Hotel Zur Post (", "Hotel Adler (", "Propose)"] {
        assert!(vague.err.contains(said), "{vague:?}");
    }
    let none = home.run(&["move", "Nobody", "Propose"]);
    assert_eq!(none.code, 1);
    assert!(none.err.contains("There is no deal"), "{none:?}");
}

#[test]
fn the_shell_finds_people_by_a_part_of_their_name_and_open_deals_first() {
    let home = Home::new();
    home.run(&["add", "rep", "Ann Lee"]);
    home.run(&["--as", "Ann Lee", "add", "rep", "Bob Lee"]);
    let own = |arguments: &[&str]| {
        let all = [&["--as", "Ann Lee"], arguments].concat();
        home.run(&all)
    };
    own(&["add", "team", "North Sea"]);
    own(&["add", "stage", "Propose", "--kind", "open"]);
    own(&["add", "stage", "Lost", "--kind", "lost"]);
    for name in ["Hotel Adler", "Hotel Zur Post"] {
        own(&["add", "deal", name]);
    }
    own(&["lost", "adler", "--reason", "price"]);
    let vague = own(&["show", "hotel"]).err;
    assert!(vague.find("Zur Post") < vague.find("Adler"), "{vague}");
    let log = own(&["log", "--who", "ann", "--json"]).json();
    assert_eq!(log["entries"].as_array().map(Vec::len), Some(7), "{log}");
    assert_eq!(own(&["week", "--rep", "bob", "--json"]).code, 0);
    assert_eq!(own(&["report", "pipeline", "--team", "sea"]).code, 0);
    let given = own(&["set", "zur post", "owner=bob"]);
    assert!(given.err.contains("owner Ann Lee → Bob Lee"), "{given:?}");
    let needed = own(&["delete", "stage", "Propose"]);
    assert!(needed.err.contains("--to STAGE"), "{needed:?}");
    let vague = own(&["log", "--who", "lee"]);
    assert_eq!(vague.code, 1, "{vague:?}");
    assert!(vague.err.contains("Ann Lee ("), "{vague:?}");
}

fn told(house: &House, seq: i64) -> String {
    words("en").say(&house.service.told(seq).expect("an entry"))
}

#[test]
fn the_journal_says_what_came_of_a_call_and_what_comes_next() {
    let mut house = House::furnished();
    house.done("Ann", &set_currency("EUR"));
    house.done("Ann", &new_deal("Turbines").command());
    house.done("Ann", &new_deal("Vanes").command());
    let text = |text: &str| Some(Content::Text(text.to_owned()));
    let add = |deal: &str, others: Vec<(&'static str, Option<Content>)>| Command::Add {
        kind: Kind::Activity,
        fields: assigned(
            others
                .into_iter()
                .chain([("deal", Some(Content::Named(deal.to_owned())))]),
        ),
        on: today(),
    };
    let call = |deal: &str| {
        let done = ActivityStatus::Done.code();
        let outcome = CameOf::Reached.code();
        add(
            deal,
            vec![
                ("kind", text("call")),
                ("status", text(done)),
                ("held_on", Some(Content::Day(today()))),
                ("outcome", text(outcome)),
            ],
        )
    };
    let demo = |deal: &str| {
        let on = Some(Content::Day(day("2026-12-04")));
        let at = ("start_time", text("11:00"));
        add(deal, vec![("kind", text("demo")), ("held_on", on), at])
    };
    let seq = house.done("Ann", &call("Turbines"));
    assert_eq!(told(&house, seq), "Turbines: call (reached)");
    let both = Command::Many(vec![call("Turbines"), demo("Turbines")]);
    let seq = house.done("Ann", &both);
    let said = "Turbines: call (reached), next demo 4 Dec 11:00";
    assert_eq!(told(&house, seq), said);
    let seq = house.done("Ann", &Command::Many(vec![demo("Turbines"), demo("Vanes")]));
    assert_eq!(told(&house, seq), "2 deals: demo 4 Dec 11:00");
    let seq = house.done("Ann", &Command::Many(vec![call("Turbines"), demo("Vanes")]));
    assert_eq!(told(&house, seq), "added activity Turbines and 1 more");
    let accounts = ["North", "South", "West"].map(|name| Command::Add {
        kind: Kind::Account,
        fields: assigned([("name", text(name))]),
        on: today(),
    });
    let seq = house.done("Ann", &Command::Many(accounts.to_vec()));
    assert_eq!(told(&house, seq), "added account North and 2 more");
}

#[test]
fn no_message_selects_by_a_number() {
    // A number carries its own spelling, so that no number of a file is equal to it: only its plural form selects.
    for tag in ["en", "de"] {
        let path = format!("{}/assets/locales/{tag}.ftl", env!("CARGO_MANIFEST_DIR"));
        let file = std::fs::read_to_string(path).expect("a file");
        let variants = file.lines().map(|line| line.trim().trim_start_matches('*'));
        let is_number = |line: &str| {
            let key = line.strip_prefix('[').and_then(|it| it.split_once(']'));
            key.is_some_and(|(key, _)| key.parse::<f64>().is_ok())
        };
        let found: Vec<_> = variants.filter(|line| is_number(line)).collect();
        assert!(found.is_empty(), "{tag}: {found:?}");
    }
}

/// Only the fourth stage has deals.
fn fourth_only(query: &Query) -> Result<View, Message> {
    let mut view = answer(query)?;
    if let View::Board(board) = &mut view {
        let others = board.stages.iter_mut().filter(|it| it.id != StageId(4));
        others.for_each(|stage| stage.count = 0);
    }
    Ok(view)
}

#[test]
fn in_a_table_something_is_selected_as_long_as_there_is_anything() {
    let mut deck = Deck::over(80, 24, fourth_only);
    deck.type_keys("3");
    assert_eq!(selected(&deck), deal(StageId(4), 0).name);
}

#[test]
fn a_name_that_is_typed_in_the_list_of_filters_keeps_the_present_one() {
    let mut deck = Deck::over(80, 24, fourth_only);
    deck.type_keys("3/idle").press(&[Key::Enter]);
    deck.press(&[Key::Ctrl('f')]).type_keys("big ones");
    let text = deck.text();
    assert!(text.contains("keep this filter as “big ones”"), "{text}");
    deck.press(&[Key::Enter, Key::Esc, Key::Ctrl('f')]);
    let text = deck.text();
    assert!(text.contains("▶ big ones"), "{text}");
}

#[test]
fn several_deals_are_asked_about_as_several() {
    for (key, asked) in [
        ("L", "deals are lost. Why?"),
        ("W", "deals are won. Why?"),
        ("o", "Whose are "),
    ] {
        let mut deck = Deck::over(80, 24, fourth_only);
        deck.type_keys("3*").type_keys(key);
        let text = deck.text();
        assert!(text.contains(asked), "{text}");
    }
}

#[test]
fn an_amount_without_a_currency_says_what_is_missing() {
    let home = Home::new();
    home.run(&["add", "stage", "Propose", "--kind", "open"]);
    let refused = home.run(&["add", "deal", "Zeta 30k"]);
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.err.contains("names no currency"), "{refused:?}");
    assert_eq!(home.run(&["add", "deal", "Zeta EUR 30k"]).code, 0);
}

#[test]
fn a_line_is_edited_as_in_a_shell() {
    let mut deck = Deck::over(80, 24, fourth_only);
    deck.type_keys("3/bakery zeta").press(&[Key::Ctrl('w')]);
    let text = deck.text();
    assert!(
        text.contains("/ bakery") && !text.contains("zeta"),
        "{text}"
    );
    deck.press(&[Key::Ctrl('a')]).type_keys("old ");
    assert!(deck.text().contains("/ old bakery"), "{}", deck.text());
    deck.press(&[Key::Ctrl('k')]).type_keys("inn");
    assert!(deck.text().contains("/ old inn"), "{}", deck.text());
}

#[test]
fn the_rule_of_complexity_is_found_in_the_help() {
    let home = Home::new();
    for lang in ["en", "de"] {
        let help = home.run(&["help", "set", "--lang", lang]).out;
        for limit in Limit::ALL {
            assert!(help.contains(limit.code()), "{limit:?}: {help}");
        }
    }
}

#[test]
fn a_name_that_several_have_is_said_without_an_article() {
    let home = Home::new();
    assert_eq!(home.run(&["add", "rep", "Ann"]).code, 0);
    for _ in 0..2 {
        let call = [
            "add",
            "activity",
            "Call back",
            "--status",
            "planned",
            "--as",
            "Ann",
        ];
        assert_eq!(home.run(&call).code, 0);
    }
    let ran = home.run(&["done", "Call back", "--as", "Ann"]);
    assert!(
        ran.err.contains("“Call back” (activity) is there 2 times."),
        "{ran:?}"
    );
}

/// As everybody else, to somebody whose job sees no deals.
fn without_deals(query: &Query) -> Result<View, Message> {
    Ok(match answer(query)? {
        View::Roster(mut view) => {
            view.has_deals = false;
            for rep in &mut view.reps {
                rep.job = Some(TeamJob::Support);
            }
            View::Roster(view)
        }
        View::Gaps(mut view) => {
            view.deals = GapCount::default();
            View::Gaps(view)
        }
        other => other,
    })
}

#[test]
fn whose_job_makes_no_deals_is_not_told_how_to() {
    let mut deck = Deck::over(120, 40, without_deals);
    deck.model.actor.rep_id = Some(RepId(1));
    deck.type_keys("3");
    assert!(
        deck.text().contains("no deals that you may see"),
        "{}",
        deck.text()
    );
    assert!(!deck.text().contains("no deals yet"), "{}", deck.text());
    deck.type_keys("8v");
    assert!(
        deck.text().contains("No deal is open that you may see"),
        "{}",
        deck.text()
    );
}
