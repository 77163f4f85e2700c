//! Who sells together: roles that come with the program, what their seats owe, and who joins without being asked.

use quarterdeck::domain::activity::{Activity, ActivityStatus, Outcome};
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::{Command, WeekCommand};
use quarterdeck::domain::deal::{Criteria, StageKind};
use quarterdeck::domain::id::{DealId, RepId, StageId};
use quarterdeck::domain::plan::Why;
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::role::{DealMember, Role, RoleDuty, SHIPPED};
use quarterdeck::domain::team::Function;
use quarterdeck::service::view::plan::PlanView;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::Key;
use quarterdeck::tui::scope::Scope;

use crate::derived::all;
use crate::fixtures::{FOUNDER, House, add_rep, add_stage, args, assigned, new_deal, refusal};
use crate::planning::Live;
use crate::support::{today, words};

/// The open stages of these tests.
const STAGES: [&str; 4] = ["Qualify", "Discover", "Propose", "Negotiate"];

/// A house with four open stages, Ann, Bob, Cem and Dee, the roles that come with the program, and a deal of Ann's, whose
/// function has no role: she owes nothing herself.
fn house() -> House {
    house_of(None)
}

/// The same, with Ann in a function.
fn house_of(function: Option<Function>) -> House {
    let mut house = House::new();
    let ends = [("Won", StageKind::Won), ("Lost", StageKind::Lost)];
    let open = STAGES.map(|name| (name, StageKind::Open));
    for (name, kind) in open.into_iter().chain(ends) {
        house.done(FOUNDER, &add_stage(name, kind, None));
    }
    for name in ["Ann", "Bob", "Cem", "Dee"] {
        house.done(FOUNDER, &add_rep(name, None));
    }
    let ann = record(&house, Kind::Rep, "Ann");
    let command = Command::Edit {
        kind: Kind::Rep,
        id: ann,
        version: house.service.version(Kind::Rep, ann).expect("Ann"),
        fields: vec![Assignment {
            field: "function",
            content: function.map(|it| Content::Text(it.code().to_owned())),
        }],
        on: today(),
    };
    house.run(FOUNDER, &command).expect("her function");
    house.done(FOUNDER, &Command::ShipRoles(words("en").shipped_roles()));
    house.done("Ann", &deal("Pumps", "Ann"));
    house
}

fn record(house: &House, kind: Kind, name: &str) -> i64 {
    house.service.record(kind, name).expect(name)
}

/// A new deal of somebody, of the account Acme.
fn deal(name: &str, owner: &str) -> Command {
    let Command::Add {
        kind,
        mut fields,
        on,
    } = new_deal(name).command()
    else {
        panic!("a new deal");
    };
    fields.push(Assignment::new("owner", Content::Named(owner.to_owned())));
    Command::Add { kind, fields, on }
}

/// A new record: what is no level and no code names a record.
fn added(kind: Kind, fields: &[(&'static str, &str)]) -> Command {
    let given = fields.iter().map(|(field, text)| {
        let is_code = field.ends_with("level") || ["added", "name", "left_on"].contains(field);
        let text = (*text).to_owned();
        let content = if is_code {
            Content::Text(text)
        } else {
            Content::Named(text)
        };
        (*field, Some(content))
    });
    Command::Add {
        kind,
        fields: assigned(given),
        on: today(),
    }
}

fn member(rep: &str, role: &str) -> Command {
    added(
        Kind::DealMember,
        &[("deal", "Pumps"), ("rep", rep), ("role", role)],
    )
}

fn edited(house: &House, kind: Kind, id: i64, field: &'static str, content: Content) -> Command {
    Command::Edit {
        kind,
        id,
        version: house.service.version(kind, id).expect("a record"),
        fields: vec![Assignment::new(field, content)],
        on: today(),
    }
}

fn moved(house: &House, stage: &str) -> Command {
    let deal = house.deal("Pumps");
    Command::MoveDeal {
        id: deal.id,
        version: deal.version,
        to: StageId(record(house, Kind::Stage, stage)),
        reason: Some("price".to_owned()),
        criteria: Criteria::default(),
        changed_on: today(),
    }
}

/// The duties of a state: what it is and whose.
fn duties(house: &House, status: ActivityStatus) -> Vec<(String, String)> {
    let reps = all::<quarterdeck::domain::team::Rep>(house.db());
    let name = |id: Option<RepId>| reps.iter().find(|it| Some(it.id) == id);
    let found = all::<Activity>(house.db()).into_iter();
    let found = found.filter(|it| it.duty_id.is_some() && it.status == status);
    let mut found: Vec<(String, String)> = found
        .map(|it| {
            let who = name(it.done_by_id).map_or_else(String::new, |it| it.name.clone());
            (it.subject.unwrap_or_default(), who)
        })
        .collect();
    found.sort();
    found
}

fn open(house: &House) -> Vec<(String, String)> {
    duties(house, ActivityStatus::Planned)
}

fn of<'a>(duties: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    let pair = |(what, who): &(&str, &str)| ((*what).to_owned(), (*who).to_owned());
    duties.iter().map(pair).collect()
}

const FIT: &str = "Check that it fits what they have";
const SHOW: &str = "Show the product";

fn duty(house: &House, subject: &str) -> Activity {
    let found = all::<Activity>(house.db()).into_iter();
    let mut found = found.filter(|it| it.subject.as_deref() == Some(subject));
    found.rfind(|it| it.duty_id.is_some()).expect(subject)
}

fn done(house: &House, subject: &str) -> Command {
    let id = duty(house, subject).id.0;
    edited(
        house,
        Kind::Activity,
        id,
        "status",
        Content::Text("done".to_owned()),
    )
}

fn plan(house: &House, who: &str) -> PlanView {
    let query = Query::Plan {
        rep_id: RepId(record(house, Kind::Rep, who)),
        week_on: Some(today().monday()),
        today: today(),
    };
    match house.service.ask(&house.actor(who), &query) {
        Ok(View::Plan(plan)) => *plan,
        other => panic!("{other:?}"),
    }
}

fn suggested(house: &House, who: &str) -> Vec<(String, Why)> {
    let suggestions = plan(house, who).suggestions.into_iter();
    let duties = suggestions.filter(|it| matches!(it.why, Why::Duty | Why::DutyLate));
    duties
        .map(|it| (it.subject.unwrap_or_default(), it.why))
        .collect()
}

#[test]
fn roles_come_with_the_program_and_are_made_once() {
    let mut house = house();
    let roles = all::<Role>(house.db());
    assert_eq!(roles.len(), SHIPPED.len());
    assert!(roles.iter().all(|it| it.measure.is_some()), "{roles:?}");
    let stages = |name: &str| {
        let role = roles.iter().find(|it| it.name == name).expect(name);
        let duties = all::<RoleDuty>(house.db()).into_iter();
        let of_role = duties.filter(|it| it.role_id == role.id);
        let stage = |it: RoleDuty| {
            let id = it.stage_id.expect("a stage").0;
            STAGES
                .into_iter()
                .position(|name| record(&house, Kind::Stage, name) == id)
        };
        of_role.map(stage).collect::<Vec<_>>()
    };
    assert_eq!(stages("account executive"), [Some(1), Some(2), Some(3)]);
    assert_eq!(stages("sales engineer"), [Some(1), Some(2)]);
    let again = Command::ShipRoles(words("en").shipped_roles());
    assert_eq!(house.run(FOUNDER, &again).expect("a command"), None);
    // One that somebody deleted comes again, the others stay.
    let id = record(&house, Kind::Role, "SDR");
    let version = house.service.version(Kind::Role, id).expect("a role");
    let gone = Command::Delete {
        kind: Kind::Role,
        id,
        version,
        to: None,
        on: today(),
    };
    house.done(FOUNDER, &gone);
    let before = house.data();
    house.done(FOUNDER, &again);
    assert_eq!(all::<Role>(house.db()).len(), SHIPPED.len());
    house.undo(FOUNDER, None).expect("the way back");
    assert_eq!(house.data(), before);
}

#[test]
fn without_stages_there_is_no_way_on_which_anything_could_be_expected() {
    let mut house = House::new();
    let command = Command::ShipRoles(words("en").shipped_roles());
    let found = refusal(house.run(FOUNDER, &command));
    assert_eq!(found, Refusal::RolesBeforeStages);
}

#[test]
fn whoever_takes_a_seat_owes_what_it_owes() {
    let mut house = house();
    let before = house.data();
    let seq = house.done("Ann", &member("Bob", "sales engineer"));
    assert_eq!(open(&house), of(&[(FIT, "Bob"), (SHOW, "Bob")]));
    // It is no next step of the deal, and no part of anybody's backlog.
    assert_eq!(house.seqs().last(), Some(&seq));
    let deal = house.deal("Pumps").id;
    let View::Deal(view) = house
        .service
        .ask(
            &house.actor("Ann"),
            &Query::Deal {
                id: deal,
                today: today(),
            },
        )
        .expect("a deal")
    else {
        panic!("a deal");
    };
    assert_eq!(
        (view.row.next_on, view.row.next_step.activity_id),
        (None, None)
    );
    let whys: Vec<Why> = plan(&house, "Bob")
        .suggestions
        .iter()
        .map(|it| it.why)
        .collect();
    assert!(!whys.contains(&Why::Backlog), "{whys:?}");
    house.undo("Ann", None).expect("the way back");
    assert_eq!(house.data(), before);
    house.redo("Ann").expect("the way on");
    assert_eq!(open(&house), of(&[(FIT, "Bob"), (SHOW, "Bob")]));
}

#[test]
fn whoever_is_put_there_again_has_the_duties_of_what_is_said_last() {
    let mut house = house();
    house.done("Ann", &member("Bob", "sales engineer"));
    house.done("Ann", &done(&house, FIT));
    house.done("Ann", &member("Bob", "executive sponsor"));
    assert_eq!(all::<DealMember>(house.db()).len(), 1);
    assert_eq!(open(&house), of(&[("Meet their executive", "Bob")]));
    assert_eq!(
        duties(&house, ActivityStatus::CalledOff),
        of(&[(SHOW, "Bob")])
    );
    // What is done stays done: back in the seat only the rest is owed.
    house.done("Ann", &member("Bob", "sales engineer"));
    assert_eq!(open(&house), of(&[(SHOW, "Bob")]));
    assert_eq!(duties(&house, ActivityStatus::Done), of(&[(FIT, "Bob")]));
    // The same said again changes nothing.
    let again = house.run("Ann", &member("Bob", "sales engineer"));
    assert_eq!(again.expect("a command"), None);
}

#[test]
fn what_somebody_leaves_is_owed_by_whoever_holds_the_seat_next() {
    let mut house = house();
    house.done("Ann", &member("Bob", "sales engineer"));
    // A duty is owed once, however many hold the seat.
    house.done("Ann", &member("Cem", "sales engineer"));
    assert_eq!(open(&house), of(&[(FIT, "Bob"), (SHOW, "Bob")]));
    house.done("Ann", &done(&house, SHOW));
    let before = house.data();
    let bob = all::<DealMember>(house.db()).into_iter();
    let bob = bob.min_by_key(|it| it.id).expect("a member");
    let gone = Command::Delete {
        kind: Kind::DealMember,
        id: bob.id.0,
        version: bob.version,
        to: None,
        on: today(),
    };
    house.done("Ann", &gone);
    assert_eq!(open(&house), of(&[(FIT, "Cem")]));
    assert_eq!(duties(&house, ActivityStatus::Done), of(&[(SHOW, "Bob")]));
    let off = all::<Activity>(house.db()).into_iter();
    let mut off = off.filter(|it| it.status == ActivityStatus::CalledOff);
    let why = off.next().and_then(|it| it.outcome);
    assert_eq!(why.as_deref(), Some(Outcome::SeatLeft.code()));
    house.undo("Ann", None).expect("the way back");
    assert_eq!(house.data(), before);
}

#[test]
fn a_closed_deal_owes_nothing_until_it_is_open_again() {
    let mut house = house();
    house.done("Ann", &member("Bob", "sales engineer"));
    house.done("Ann", &done(&house, FIT));
    let before = house.data();
    for stage in ["Won", "Lost"] {
        house.done("Ann", &moved(&house, stage));
        assert_eq!(open(&house), []);
        house.undo("Ann", None).expect("the way back");
        assert_eq!(house.data(), before);
    }
    house.done("Ann", &moved(&house, "Lost"));
    // Who comes to a closed deal owes nothing either.
    house.done("Ann", &member("Cem", "executive sponsor"));
    assert_eq!(open(&house), []);
    house.done("Ann", &moved(&house, "Discover"));
    let expected = of(&[("Meet their executive", "Cem"), (SHOW, "Bob")]);
    assert_eq!(open(&house), expected);
}

#[test]
fn another_pipeline_has_duties_of_its_own() {
    let mut house = house();
    house.done("Ann", &member("Bob", "sales engineer"));
    let pipeline = added(Kind::Pipeline, &[("name", "Service")]);
    house.done(FOUNDER, &pipeline);
    let fields = [("name", "Renew"), ("pipeline", "Service")];
    house.done(FOUNDER, &added(Kind::Stage, &fields));
    let to = Content::Record(record(&house, Kind::Stage, "Renew"));
    let id = house.deal("Pumps").id.0;
    house.done("Ann", &edited(&house, Kind::Deal, id, "stage", to));
    assert_eq!(open(&house), []);
}

#[test]
fn what_the_team_owes_on_an_account_has_no_stage() {
    let mut house = house();
    let fields = [
        ("name", "Call once a quarter"),
        ("role", "customer success"),
    ];
    house.done(FOUNDER, &added(Kind::RoleDuty, &fields));
    let fields = [
        ("account", "Acme"),
        ("rep", "Dee"),
        ("role", "customer success"),
    ];
    house.done("Ann", &added(Kind::AccountMember, &fields));
    assert_eq!(open(&house), of(&[("Call once a quarter", "Dee")]));
    let expected = [("Call once a quarter".to_owned(), Why::Duty)];
    assert_eq!(suggested(&house, "Dee"), expected);
    // On a deal the seat owes the other one.
    house.done("Ann", &member("Dee", "customer success"));
    assert_eq!(open(&house).len(), 2);
}

#[test]
fn a_duty_is_suggested_in_its_stage_and_the_one_before_and_late_after_it() {
    let mut house = house();
    house.done("Ann", &member("Bob", "sales engineer"));
    let (fit, show) = (FIT.to_owned(), SHOW.to_owned());
    // Qualify: the fit is expected by Discover, the product by Propose.
    assert_eq!(suggested(&house, "Bob"), [(fit.clone(), Why::Duty)]);
    house.done("Ann", &moved(&house, "Propose"));
    assert_eq!(
        suggested(&house, "Bob"),
        [(fit.clone(), Why::DutyLate), (show.clone(), Why::Duty)]
    );
    assert_eq!(suggested(&house, "Ann"), []);
    // Whoever takes it has it in the week, and is done with it on the board as on the deal.
    let plan = plan(&house, "Bob");
    let take = plan.suggestions.iter().find(|it| it.why == Why::DutyLate);
    let command = take
        .expect("a duty")
        .command(plan.rep_id, plan.week_on, today());
    house.done("Bob", &Command::Week(command));
    assert_eq!(suggested(&house, "Bob"), [(show, Why::Duty)]);
    let duty = duty(&house, FIT);
    house.done("Ann", &done(&house, FIT));
    let View::Week(week) = house
        .service
        .ask(
            &house.actor("Bob"),
            &Query::Week {
                rep_id: plan.rep_id,
                week_on: plan.week_on,
                today: today(),
            },
        )
        .expect("a week")
    else {
        panic!("a week");
    };
    let finished = week.items.iter().filter(|it| it.activity_id == duty.id);
    let lanes: Vec<_> = finished.map(|it| it.lane).collect();
    assert_eq!(lanes, [quarterdeck::domain::sprint::Lane::Done]);
}

#[test]
fn a_duty_is_called_by_its_name_in_the_plan_and_on_the_board() {
    let mut house = house();
    house.done("Ann", &member("Ann", "sales engineer"));
    house.done("Ann", &moved(&house, "Discover"));
    let id = RepId(record(&house, Kind::Rep, "Ann"));
    let whole = [SHOW, " · Pumps"].concat();
    let mut live = Live::over(house, ("Ann", Scope::Rep(id)), 120, 40);
    live.keys("2p");
    assert!(live.deck.text().contains(&whole), "{}", live.deck.text());
    live.keys("*");
    live.press(&[Key::Esc]);
    // A card is narrow: its name comes first.
    assert!(live.deck.text().contains(SHOW), "{}", live.deck.text());
}

#[test]
fn a_duty_that_is_called_off_leaves_the_week() {
    let mut house = house();
    house.done("Ann", &member("Bob", "sales engineer"));
    let duty = duty(&house, FIT);
    let put = WeekCommand::Put {
        activity_id: duty.id,
        version: duty.version,
        week_on: Some(today().monday()),
        on: today(),
    };
    house.done("Bob", &Command::Week(put));
    house.done("Ann", &moved(&house, "Lost"));
    assert_eq!(plan(&house, "Bob").items, 0);
}

#[test]
fn a_duty_that_somebody_calls_off_stays_so_as_long_as_they_hold_the_seat() {
    let mut house = house();
    house.done("Ann", &member("Bob", "sales engineer"));
    let duty = duty(&house, SHOW);
    let drop = WeekCommand::Drop {
        activity_id: duty.id,
        version: duty.version,
        reason: "They know it".to_owned(),
        on: today(),
    };
    house.done("Bob", &Command::Week(drop));
    house.done("Ann", &member("Cem", "sales engineer"));
    assert_eq!(open(&house), of(&[(FIT, "Bob")]));
    // Whoever comes after them may see it otherwise.
    house.done("Ann", &member("Bob", "support"));
    assert!(open(&house).contains(&(SHOW.to_owned(), "Cem".to_owned())));
}

#[test]
fn a_duty_that_is_written_down_as_done_is_no_second_one() {
    let mut house = house();
    house.done("Ann", &member("Bob", "sales engineer"));
    let text = |text: &str| Some(Content::Text(text.to_owned()));
    let fields = assigned([
        ("kind", text("duty")),
        ("status", text("done")),
        ("subject", text("show the PRODUCT")),
        ("deal", Some(Content::Named("Pumps".to_owned()))),
    ]);
    let log = Command::Add {
        kind: Kind::Activity,
        fields,
        on: today(),
    };
    house.done("Bob", &log);
    assert_eq!(open(&house), of(&[(FIT, "Bob")]));
    assert_eq!(duties(&house, ActivityStatus::Done).len(), 1);
}

#[test]
fn a_duty_of_no_role_is_owed_by_nobody() {
    let mut house = house();
    house.done("Ann", &member("Bob", "sales engineer"));
    let before = house.data();
    for (kind, name, left) in [
        (Kind::RoleDuty, SHOW, of(&[(FIT, "Bob")])),
        (Kind::Role, "sales engineer", Vec::new()),
    ] {
        let id = record(&house, kind, name);
        let version = house.service.version(kind, id).expect("a record");
        let gone = Command::Delete {
            kind,
            id,
            version,
            to: None,
            on: today(),
        };
        house.done(FOUNDER, &gone);
        assert_eq!(open(&house), left, "{name}");
        house.undo(FOUNDER, None).expect("the way back");
        assert_eq!(house.data(), before);
    }
}

/// Who usually sells with Ann: Bob always, Cem if it is complex, Dee if asked.
fn usual(house: &mut House) {
    for (member, role, added) in [
        ("Bob", "sales engineer", "always"),
        ("Cem", "executive sponsor", "complex"),
        ("Dee", "marketing", "ask"),
    ] {
        let fields = [
            ("rep", "Ann"),
            ("member", member),
            ("role", role),
            ("added", added),
        ];
        let levels = [
            ("account_level", "read"),
            ("deal_level", "edit"),
            ("contract_level", "read"),
        ];
        let fields = [&fields[..], &levels[..]].concat();
        house.done("Ann", &self::added(Kind::DefaultMember, &fields));
    }
}

/// The names on a team.
fn team(house: &House, kind: Kind, name: &str) -> Vec<String> {
    let of = record(house, kind, name);
    let reps = all::<quarterdeck::domain::team::Rep>(house.db());
    let name = |id: RepId| {
        let mut found = reps.iter().filter(|it| it.id == id);
        found.next().map_or_else(String::new, |it| it.name.clone())
    };
    match kind {
        Kind::Deal => all::<DealMember>(house.db())
            .into_iter()
            .filter(|it| it.deal_id == DealId(of))
            .map(|it| name(it.rep_id))
            .collect(),
        _ => all::<quarterdeck::domain::role::AccountMember>(house.db())
            .into_iter()
            .filter(|it| it.account_id.0 == of)
            .map(|it| name(it.rep_id))
            .collect(),
    }
}

/// The keys of what is worth a word about a command, with what they say.
fn remarks(house: &mut House, command: &Command) -> Vec<(&'static str, String)> {
    let actor = house.actor("Ann");
    let done = house.service.run(&actor, command).expect("a command");
    let said = done.remarks.iter().map(|it| (it.key, args(it)));
    said.collect()
}

#[test]
fn the_usual_team_joins_what_is_new() {
    let mut house = house();
    usual(&mut house);
    let said = remarks(&mut house, &deal("Valves", "Ann"));
    assert_eq!(team(&house, Kind::Deal, "Valves"), ["Bob"]);
    // The account was there.
    assert_eq!(team(&house, Kind::Account, "Acme"), Vec::<String>::new());
    let keys: Vec<_> = said.iter().map(|it| it.0).collect();
    assert_eq!(keys, ["remark-owed", "remark-ask"]);
    assert!(said[1].1.contains("Dee"), "{said:?}");
    let levels: Vec<_> = all::<DealMember>(house.db())
        .into_iter()
        .map(|it| it.deal_level)
        .collect();
    assert_eq!(levels, [Some(quarterdeck::domain::access::Level::Edit)]);
    house.undo("Ann", None).expect("the way back");
    assert_eq!(open(&house), []);

    // A complex one needs all that are said for that.
    let Command::Add {
        kind,
        mut fields,
        on,
    } = deal("Valves", "Ann")
    else {
        panic!("a deal");
    };
    fields.push(Assignment::new(
        "complexity",
        Content::Text("complex".to_owned()),
    ));
    fields.retain(|it| it.field != "account");
    fields.push(Assignment::new(
        "account",
        Content::Named("Zenith".to_owned()),
    ));
    house.done("Ann", &Command::Add { kind, fields, on });
    assert_eq!(team(&house, Kind::Deal, "Valves"), ["Bob", "Cem"]);
    // So does the account that is made with it: what is complex is the deal.
    assert_eq!(team(&house, Kind::Account, "Zenith"), ["Bob"]);
}

#[test]
fn nobody_else_joins_by_an_import() {
    let mut house = house();
    usual(&mut house);
    house.import_deals(
        "Ann",
        "D1,Initech,Turbines,Discover,100.00,EUR,2026-12-31,Ann,\n",
    );
    assert_eq!(team(&house, Kind::Deal, "Turbines"), Vec::<String>::new());
}

#[test]
fn who_left_stays_out_and_stands_in_nobodys_way() {
    let mut house = house();
    usual(&mut house);
    let bob = record(&house, Kind::Rep, "Bob");
    let left = Content::Day(Day::from_iso("2026-01-31").expect("a day"));
    house.done(FOUNDER, &edited(&house, Kind::Rep, bob, "left_on", left));
    let said = remarks(&mut house, &deal("Valves", "Ann"));
    assert_eq!(team(&house, Kind::Deal, "Valves"), Vec::<String>::new());
    let left = said
        .iter()
        .find(|it| it.0 == "remark-left")
        .expect("a notice");
    assert!(
        left.1.contains("Bob") && left.1.contains("Valves"),
        "{left:?}"
    );
}

#[test]
fn with_a_new_owner_comes_their_usual_team_and_the_old_one_stays() {
    let mut house = house();
    usual(&mut house);
    let fields = [
        ("rep", "Dee"),
        ("member", "Cem"),
        ("role", "support"),
        ("added", "always"),
    ];
    house.done("Dee", &added(Kind::DefaultMember, &fields));
    house.done("Ann", &deal("Valves", "Ann"));
    let before = house.data();
    let (id, dee) = (house.deal("Valves").id.0, record(&house, Kind::Rep, "Dee"));
    let give = edited(&house, Kind::Deal, id, "owner", Content::Record(dee));
    house.done("Ann", &give);
    assert_eq!(team(&house, Kind::Deal, "Valves"), ["Bob", "Cem"]);
    house.undo("Ann", None).expect("the way back");
    assert_eq!(house.data(), before);
    // An account goes to somebody in the same way.
    let id = record(&house, Kind::Account, "Acme");
    let give = edited(&house, Kind::Account, id, "owner", Content::Record(dee));
    house.done("Ann", &give);
    assert_eq!(team(&house, Kind::Account, "Acme"), ["Cem"]);
}

#[test]
fn whoever_owns_a_deal_owes_what_their_function_owes_without_a_row() {
    let mut house = house_of(Some(Function::AccountExecutive));
    let of = |who: &str| {
        let text = |name: &str| (name.to_owned(), who.to_owned());
        let mut all = [
            text("Agree on terms"),
            text("Know who decides, who uses it, and who is against it"),
            text("Write the proposal"),
        ];
        all.sort();
        all.to_vec()
    };
    let open = |house: &House| duties(house, ActivityStatus::Planned);
    assert_eq!(open(&house), of("Ann"));
    // Whoever owns it next has them; who is on the team in that seat too owes nothing twice.
    house.done("Ann", &member("Bob", "account executive"));
    assert_eq!(open(&house), of("Ann"));
    let function = Content::Text(Function::AccountExecutive.code().to_owned());
    let cem = record(&house, Kind::Rep, "Cem");
    house
        .run(
            FOUNDER,
            &edited(&house, Kind::Rep, cem, "function", function.clone()),
        )
        .expect("Cem");
    let pumps = record(&house, Kind::Deal, "Pumps");
    let seq = house.done(
        "Ann",
        &edited(&house, Kind::Deal, pumps, "owner", Content::Record(cem)),
    );
    assert_eq!(open(&house), of("Cem"));
    house.undo("Ann", Some(seq)).expect("hers again");
    assert_eq!(open(&house), of("Ann"));
    // A row that gives the owner another seat is what holds.
    house.done("Ann", &member("Ann", "marketing"));
    assert_eq!(open(&house).iter().filter(|it| it.1 == "Bob").count(), 3);
    // What is owed anew comes to owners at once.
    house.undo("Ann", None).expect("the seat");
    let executive = record(&house, Kind::Role, "account executive");
    let duty = [
        ("name", Content::Text("Send the offer".to_owned())),
        ("role", Content::Record(executive)),
        ("stage", Content::Named("Propose".to_owned())),
    ];
    let duty = Command::Add {
        kind: Kind::RoleDuty,
        fields: assigned(duty.map(|(name, it)| (name, Some(it)))),
        on: today(),
    };
    house.done(FOUNDER, &duty);
    assert!(open(&house).contains(&("Send the offer".to_owned(), "Ann".to_owned())));
    let command = moved(&house, "Lost");
    house.done("Ann", &command);
    assert_eq!(open(&house), []);
}
