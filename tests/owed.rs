//! What roles owe comes to those who hold them at once: when a duty is said, and when files bring teams.

use std::collections::BTreeSet;

use quarterdeck::domain::activity::{Activity, ActivityStatus};
use quarterdeck::domain::command::Command;
use quarterdeck::domain::deal::{Deal, StageKind};
use quarterdeck::domain::id::{AccountId, AccountMemberId, DealMemberId, RepId, RoleId};
use quarterdeck::domain::message::Arg;
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::role::{AccountMember, DealMember, TeamOf};
use quarterdeck::domain::team::Who;
use quarterdeck::service::view::team::Mend;
use quarterdeck::service::{Query, View};

use crate::derived::all;
use crate::fixtures::{FOUNDER, House, assigned};
use crate::numbers::{deal, stage_of, written};
use crate::plans;
use crate::staffing::account;
use crate::support::{eur, today, words};

/// Two engineers, and somebody who holds no seat.
const BEA: RepId = RepId(8_101);
const CEM: RepId = RepId(8_102);

/// A store with the role of an engineer who owes nothing, on so many deals: of three the first is Bea's, the second is
/// Cem's and Bea's, on the third Cem has no seat. One in five is won. Each account has Cem on it.
fn house(deals: i64) -> House {
    let mut house = House::furnished();
    written(&house, |writer| {
        for (id, name) in [(BEA, "Bea"), (CEM, "Cem")] {
            writer.insert(&crate::numbers::rep(name, id))?;
        }
        Ok(())
    });
    let name = Content::Text("Engineer".to_owned());
    let role = assigned([("name", Some(name))]);
    house.done(FOUNDER, &add(Kind::Role, role));
    let role_id = RoleId(
        house
            .service
            .record(Kind::Role, "Engineer")
            .expect("a role"),
    );
    let (open, won) = (
        stage_of(&house, StageKind::Open),
        stage_of(&house, StageKind::Won),
    );
    written(&house, |writer| {
        for at in 0..deals {
            let stage_id = if at % 5 == 4 { won } else { open };
            let it = deal(writer, stage_id, None, eur(100));
            let closed_on = (stage_id == won).then(today);
            writer.insert(&Deal {
                closed_on,
                ..it.clone()
            })?;
            let seats: &[(RepId, Option<RoleId>)] = match at % 3 {
                0 => &[(BEA, Some(role_id))],
                1 => &[(CEM, Some(role_id)), (BEA, Some(role_id))],
                _ => &[(CEM, None)],
            };
            for (rep_id, role_id) in seats {
                let id: DealMemberId = writer.id();
                writer.insert(&DealMember {
                    id,
                    version: 1,
                    deal_id: it.id,
                    rep_id: *rep_id,
                    role_id: *role_id,
                    deal_level: None,
                })?;
            }
            let account_id: AccountId = writer.id();
            writer.insert(&account(account_id, "Acme", None))?;
            let id: AccountMemberId = writer.id();
            writer.insert(&AccountMember {
                id,
                version: 1,
                account_id,
                rep_id: CEM,
                role_id: Some(role_id),
                account_level: None,
                deal_level: None,
                contract_level: None,
                case_level: None,
            })?;
        }
        Ok(())
    });
    house
}

fn add(kind: Kind, fields: Vec<Assignment>) -> Command {
    Command::Add {
        kind,
        fields,
        on: today(),
    }
}

fn duty(name: &str, stage: Option<&str>) -> Command {
    let named = |text: &str| Content::Named(text.to_owned());
    let name = Content::Text(name.to_owned());
    let fields = [("name", Some(name)), ("role", Some(named("Engineer")))];
    let stage = stage.map(|it| ("stage", Some(named(it))));
    add(Kind::RoleDuty, assigned(fields.into_iter().chain(stage)))
}

/// Who owes what, or did: each team once.
fn owed(house: &House, status: ActivityStatus) -> BTreeSet<(String, TeamOf, RepId)> {
    let found = all::<Activity>(house.db()).into_iter();
    let found: Vec<_> = found
        .filter(|it| it.duty_id.is_some() && it.status == status)
        .map(|it| {
            let deal = it.deal_id.map(TeamOf::Deal);
            let of = deal.or(it.account_id.map(TeamOf::Account)).expect("a team");
            (
                it.subject.expect("a name"),
                of,
                it.done_by_id.expect("a rep"),
            )
        })
        .collect();
    let each: BTreeSet<_> = found.iter().cloned().collect();
    assert_eq!(each.len(), found.len(), "each once");
    each
}

fn open(house: &House) -> BTreeSet<(String, TeamOf, RepId)> {
    owed(house, ActivityStatus::Planned)
}

/// What everyone in the role owes of a duty, by reading every row.
fn expected(house: &House, name: &str, is_of_deals: bool) -> BTreeSet<(String, TeamOf, RepId)> {
    let (deals, open) = (all::<Deal>(house.db()), stage_of(house, StageKind::Open));
    let is_open = |id| deals.iter().any(|it| it.id == id && it.stage_id == open);
    let mut members: Vec<(TeamOf, i64, RepId)> = if is_of_deals {
        let members = all::<DealMember>(house.db()).into_iter();
        let seated = members.filter(|it| it.role_id.is_some() && is_open(it.deal_id));
        seated
            .map(|it| (TeamOf::Deal(it.deal_id), it.id.0, it.rep_id))
            .collect()
    } else {
        let members = all::<AccountMember>(house.db()).into_iter();
        members
            .map(|it| (TeamOf::Account(it.account_id), it.id.0, it.rep_id))
            .collect()
    };
    members.sort_unstable();
    members.dedup_by_key(|it| it.0);
    let owed = members.into_iter();
    owed.map(|(of, _, rep_id)| (name.to_owned(), of, rep_id))
        .collect()
}

fn changed(house: &House, fields: Vec<Assignment>) -> Command {
    let id = house
        .service
        .record(Kind::RoleDuty, "Proof")
        .expect("a duty");
    Command::Edit {
        kind: Kind::RoleDuty,
        id,
        version: house.service.version(Kind::RoleDuty, id).expect("a duty"),
        fields,
        on: today(),
    }
}

/// What is said of a command beside what it did.
fn said(house: &mut House, command: &Command) -> Vec<String> {
    let actor = house.actor(FOUNDER);
    let done = house.service.run(&actor, command).expect("a command");
    done.remarks.iter().map(|it| words("en").say(it)).collect()
}

#[test]
fn a_new_duty_is_owed_at_once_by_whoever_is_first_in_the_seat() {
    let mut house = house(15);
    let before = house.data();
    let said = said(&mut house, &duty("Proof", Some("Talking")));
    let owed = expected(&house, "Proof", true);
    assert_eq!(open(&house), owed);
    let people: BTreeSet<RepId> = owed.iter().map(|it| it.2).collect();
    assert_eq!(
        (people.len(), owed.len()),
        (2, 8),
        "the won and the seatless owe nothing"
    );
    assert_eq!(said, ["2 people owe “Proof” now, 8 times."]);
    house.undo(FOUNDER, None).expect("the way back");
    assert_eq!(house.data(), before);
    house.redo(FOUNDER).expect("the way on");
    assert_eq!(open(&house), owed);
}

#[test]
fn a_duty_of_another_stage_or_role_goes_where_that_is_and_what_is_done_stays_done() {
    let mut house = house(15);
    house.done(FOUNDER, &duty("Proof", Some("Talking")));
    let of_deals = open(&house);
    let nowhere = Assignment {
        field: "stage",
        content: None,
    };
    let of_accounts = changed(&house, vec![nowhere]);
    let told = said(&mut house, &of_accounts);
    assert_eq!(told, ["One person owes “Proof” now, 15 times."]);
    assert_eq!(open(&house), expected(&house, "Proof", false));
    assert_eq!(owed(&house, ActivityStatus::CalledOff), of_deals);
    // Back on the deals nothing is asked of whom it was done for.
    house.undo(FOUNDER, None).expect("the way back");
    let mut found = all::<Activity>(house.db()).into_iter();
    let done = found.find(|it| it.duty_id.is_some()).expect("a duty");
    let status = Content::Text("done".to_owned());
    house.done(
        FOUNDER,
        &Command::Edit {
            kind: Kind::Activity,
            id: done.id.0,
            version: done.version,
            fields: assigned([("status", Some(status))]),
            on: today(),
        },
    );
    let name = Content::Text("Manager".to_owned());
    house.done(FOUNDER, &add(Kind::Role, assigned([("name", Some(name))])));
    let role = |name: &str| assigned([("role", Some(Content::Named(name.to_owned())))]);
    let nobodys = changed(&house, role("Manager"));
    assert_eq!(said(&mut house, &nobodys), [""; 0]);
    assert_eq!(open(&house), BTreeSet::new());
    let back = changed(&house, role("Engineer"));
    house.done(FOUNDER, &back);
    let deal_id = done.deal_id.map(TeamOf::Deal).expect("a deal");
    let rest: BTreeSet<_> = of_deals.into_iter().filter(|it| it.1 != deal_id).collect();
    assert_eq!(open(&house), rest);
    // Another name owes nothing anew.
    let named = Content::Text("Proof".to_owned());
    let again = changed(&house, assigned([("name", Some(named))]));
    assert_eq!(house.run(FOUNDER, &again).expect("a command"), None);
}

/// Of each duty of a deal that is done: who owed it, and who else marked it done.
fn marked(house: &mut House, of: TeamOf) -> Vec<(Option<String>, Option<String>)> {
    let query = Query::Team { of, today: today() };
    let actor = house.actor(FOUNDER);
    let Ok(View::Team(team)) = house.service.ask(&actor, &query) else {
        panic!("no team of {of:?}");
    };
    let done = team.duties.into_iter().filter(|it| it.state.is_done);
    done.map(|it| (it.who, it.state.marked_by)).collect()
}

#[test]
fn a_duty_names_whoever_marked_it_done_for_somebody_else() {
    let mut house = house(3);
    house.done(FOUNDER, &duty("Proof", Some("Talking")));
    let (_, of, _) = open(&house)
        .into_iter()
        .find(|it| it.2 == BEA && matches!(it.1, TeamOf::Deal(_)))
        .expect("a duty of Bea's");
    let edit = |house: &House, (field, text): (&'static str, &str)| {
        let mut found = all::<Activity>(house.db()).into_iter();
        let is_it = |it: &Activity| {
            it.duty_id.is_some()
                && it.deal_id.map(TeamOf::Deal) == Some(of)
                && it.done_by_id == Some(BEA)
        };
        let it = found.find(is_it).expect("the duty");
        Command::Edit {
            kind: Kind::Activity,
            id: it.id.0,
            version: it.version,
            fields: assigned([(field, Some(Content::Text(text.to_owned())))]),
            on: today(),
        }
    };
    let says = |by: Option<&str>| vec![(Some("Bea".to_owned()), by.map(str::to_owned))];
    let done = edit(&house, ("status", "done"));
    house.done("Bea", &done);
    assert_eq!(marked(&mut house, of), says(None), "her own");
    house.undo("Bea", None).expect("the way back");
    assert_eq!(marked(&mut house, of), []);
    let done = edit(&house, ("status", "done"));
    house.done("Cem", &done);
    assert_eq!(marked(&mut house, of), says(Some("Cem")));
    // What is said of it later is not what finished it.
    let note = edit(&house, ("note", "Sent on Friday"));
    house.done("Bea", &note);
    assert_eq!(marked(&mut house, of), says(Some("Cem")));
    house.undo("Bea", None).expect("the way back");
    house.undo("Cem", None).expect("the way back");
    // Whoever acts under a name that no rep has is somebody else.
    let done = edit(&house, ("status", "done"));
    house.done(FOUNDER, &done);
    assert_eq!(marked(&mut house, of), says(Some(FOUNDER)));
    house.undo(FOUNDER, None).expect("the way back");
    // Another name changes nothing of what was done under the one before, nor does whoever takes that.
    let done = edit(&house, ("status", "done"));
    house.done("Bea", &done);
    let rename = Command::Edit {
        kind: Kind::Rep,
        id: BEA.0,
        version: house.service.version(Kind::Rep, BEA.0).expect("Bea"),
        fields: assigned([("name", Some(Content::Text("Beatrice".to_owned())))]),
        on: today(),
    };
    house.done(FOUNDER, &rename);
    let own = vec![(Some("Beatrice".to_owned()), None)];
    assert_eq!(marked(&mut house, of), own);
    let name = Content::Text("Bea".to_owned());
    house.done(FOUNDER, &add(Kind::Rep, assigned([("name", Some(name))])));
    assert_eq!(marked(&mut house, of), own);
}

#[test]
fn what_somebody_owes_who_has_left_is_a_gap_that_leads_to_it() {
    let mut house = house(9);
    house.done(FOUNDER, &duty("Proof", Some("Talking")));
    let count = open(&house).iter().filter(|it| it.2 == CEM).count();
    let gaps = |house: &mut House| -> Vec<_> {
        let query = Query::Roles {
            who: Who::default(),
            today: today(),
        };
        let actor = house.actor(FOUNDER);
        let Ok(View::Roles(view)) = house.service.ask(&actor, &query) else {
            panic!("no roles");
        };
        let gaps = view.gaps.into_iter();
        gaps.filter(|it| it.said.key == "gap-gone-owes").collect()
    };
    assert_eq!(gaps(&mut house), []);
    let leave = Command::Edit {
        kind: Kind::Rep,
        id: CEM.0,
        version: 1,
        fields: assigned([("left_on", Some(Content::Day(today())))]),
        on: today(),
    };
    house.done(FOUNDER, &leave);
    let [gap] = &gaps(&mut house)[..] else {
        panic!("one gap");
    };
    assert_eq!(gap.mend, Mend::Person(CEM));
    let count = i64::try_from(count).expect("a few");
    assert!(count > 0 && gap.said.args.contains(&("count", Arg::Count(count))));
}

#[test]
fn a_duty_that_goes_says_how_much_is_called_off() {
    let mut house = house(600);
    house.done(FOUNDER, &duty("Proof", Some("Talking")));
    let owed = open(&house).len();
    let id = house
        .service
        .record(Kind::RoleDuty, "Proof")
        .expect("a duty");
    let gone = Command::Delete {
        kind: Kind::RoleDuty,
        id,
        version: 1,
        to: None,
        on: today(),
    };
    let off = format!("{owed} open duties are called off.");
    assert_eq!(said(&mut house, &gone), [off]);
    assert_eq!(open(&house), BTreeSet::new());
}

#[test]
fn twice_as_many_seats_are_twice_the_work() {
    let steps = |deals: i64| {
        let mut house = house(deals);
        house.db().remember_texts();
        house.done(FOUNDER, &duty("Proof", Some("Talking")));
        house.done(FOUNDER, &duty("Watch", None));
        for text in house.db().texts().iter().filter(|it| plans::has_plan(it)) {
            let steps = house.db().plan(text).expect("a plan");
            let is_slow = steps.iter().any(|step| plans::is_slow(text, step));
            assert!(!is_slow || plans::is_allowed(text), "{text}");
        }
        house.db().steps()
    };
    let [once, twice] = [300, 600].map(steps);
    assert!(once > 0 && twice < once * 21 / 10, "{once} {twice}");
}

/// Another name of the only duty, by id.
fn named(house: &House, kind: Kind, id: i64, fields: Vec<Assignment>) -> Command {
    Command::Edit {
        kind,
        id,
        version: house.service.version(kind, id).expect("a record"),
        fields,
        on: today(),
    }
}

fn text(field: &'static str, text: &str) -> Vec<Assignment> {
    assigned([(field, Some(Content::Text(text.to_owned())))])
}

#[test]
fn what_is_open_of_a_duty_is_called_what_the_duty_is() {
    let mut house = house(15);
    house.done(FOUNDER, &duty("Proof", Some("Talking")));
    let owed_before = open(&house);
    let mut found = all::<Activity>(house.db()).into_iter();
    let mut found = found.by_ref().filter(|it| it.duty_id.is_some());
    let (own, done) = (found.next().expect("one"), found.next().expect("another"));
    for (it, fields) in [
        (&own, text("subject", "Proof with Ada")),
        (&done, text("status", "done")),
    ] {
        let edit = named(&house, Kind::Activity, it.id.0, fields);
        house.done(FOUNDER, &edit);
    }
    let before = house.data();
    let renamed = changed(&house, text("name", "Pilot"));
    house.done(FOUNDER, &renamed);
    let of = |it: &Activity| it.deal_id.map(TeamOf::Deal).expect("a deal");
    let expected: BTreeSet<_> = owed_before
        .iter()
        .filter(|it| it.1 != of(&done))
        .map(|(_, at, who)| {
            let name = if *at == of(&own) {
                "Proof with Ada"
            } else {
                "Pilot"
            };
            (name.to_owned(), *at, *who)
        })
        .collect();
    assert_eq!(open(&house), expected);
    let kept = owed(&house, ActivityStatus::Done);
    assert!(kept.iter().all(|it| it.0 == "Proof") && kept.len() == 1);
    house.undo(FOUNDER, None).expect("the way back");
    assert_eq!(house.data(), before);
}

/// Cem's open deals on which no row gives them a seat.
fn seatless(house: &House) -> BTreeSet<TeamOf> {
    let open = stage_of(house, StageKind::Open);
    let deals: BTreeSet<_> = all::<Deal>(house.db())
        .into_iter()
        .filter(|it| it.stage_id == open)
        .map(|it| it.id)
        .collect();
    let members = all::<DealMember>(house.db()).into_iter();
    members
        .filter(|it| it.role_id.is_none() && deals.contains(&it.deal_id))
        .map(|it| TeamOf::Deal(it.deal_id))
        .collect()
}

/// Where somebody owes something now that was not owed before, by whom.
fn more(house: &House, before: &BTreeSet<(String, TeamOf, RepId)>) -> BTreeSet<(TeamOf, RepId)> {
    let open = open(house);
    assert!(open.is_superset(before));
    open.difference(before).map(|it| (it.1, it.2)).collect()
}

#[test]
fn who_gets_another_function_owes_what_that_owes_and_nothing_of_the_one_before() {
    let mut house = house(15);
    house.done(FOUNDER, &duty("Proof", Some("Talking")));
    let by_rows = open(&house);
    let engineers = house
        .service
        .record(Kind::Role, "Engineer")
        .expect("a role");
    let of_role = named(
        &house,
        Kind::Role,
        engineers,
        text("function", "sales_engineer"),
    );
    let of_cem =
        |house: &House, function: &str| named(house, Kind::Rep, CEM.0, text("function", function));
    let theirs: BTreeSet<_> = seatless(&house).into_iter().map(|of| (of, CEM)).collect();
    assert_eq!(theirs.len(), 4);
    // Whichever comes first, the person's function or the role's.
    let engineer = of_cem(&house, "sales_engineer");
    house.done(FOUNDER, &engineer);
    assert_eq!(open(&house), by_rows);
    house.done(FOUNDER, &of_role);
    assert_eq!(more(&house, &by_rows), theirs);
    let before = house.data();
    let other = of_cem(&house, "marketing");
    house.done(FOUNDER, &other);
    assert_eq!(open(&house), by_rows, "what rows give stays");
    let left: BTreeSet<_> = owed(&house, ActivityStatus::CalledOff)
        .into_iter()
        .map(|it| (it.1, it.2))
        .collect();
    assert_eq!(left, theirs);
    house.undo(FOUNDER, None).expect("the way back");
    assert_eq!(house.data(), before);
    // Once more, by the role.
    let other = named(&house, Kind::Role, engineers, text("function", "marketing"));
    house.done(FOUNDER, &other);
    assert_eq!(open(&house), by_rows);
    let again = named(
        &house,
        Kind::Role,
        engineers,
        text("function", "sales_engineer"),
    );
    house.done(FOUNDER, &again);
    assert_eq!(more(&house, &by_rows), theirs);
    // A role that stands before it takes the seat, and gives it back when it goes.
    let first = [
        text("name", "Architect"),
        text("function", "sales_engineer"),
    ]
    .concat();
    house.done(FOUNDER, &add(Kind::Role, first));
    assert_eq!(open(&house), by_rows);
    let id = house
        .service
        .record(Kind::Role, "Architect")
        .expect("a role");
    let gone = Command::Delete {
        kind: Kind::Role,
        id,
        version: 1,
        to: None,
        on: today(),
    };
    house.done(FOUNDER, &gone);
    assert_eq!(more(&house, &by_rows), theirs);
}

#[test]
fn a_file_that_gives_somebody_another_function_changes_what_they_owe() {
    let mut house = house(15);
    house.done(FOUNDER, &duty("Proof", Some("Talking")));
    let by_rows = open(&house);
    let engineers = house
        .service
        .record(Kind::Role, "Engineer")
        .expect("a role");
    let of_role = named(
        &house,
        Kind::Role,
        engineers,
        text("function", "sales_engineer"),
    );
    house.done(FOUNDER, &of_role);
    assert_eq!(open(&house), by_rows);
    let theirs: BTreeSet<_> = seatless(&house).into_iter().map(|of| (of, CEM)).collect();
    // One of ours.
    let version = house.service.version(Kind::Rep, CEM.0).expect("Cem");
    let cem = CEM.0;
    let file =
        format!("id,version,name,email,job,function\n{cem},{version},Cem,,,sales_engineer\n");
    let report = house
        .import(FOUNDER, &[("reps.csv", &file)])
        .expect("a report");
    assert_eq!(report.files[0].updated, 1, "{report:?}");
    assert_eq!(more(&house, &by_rows), theirs);
    house.undo(FOUNDER, None).expect("the way back");
    assert_eq!(open(&house), by_rows);
    // And somebody else's.
    let mapping = house.path().with_file_name("people.toml");
    let text = "source = 'hr'\n[[file]]\nname = 'people'\ncolumns = ['key', 'who', 'line']\n\
                [[file.record]]\nkind = 'rep'\nid = 'key'\nadopt = true\n\
                fields = { name = 'who', function = 'line' }\n";
    std::fs::write(&mapping, text).expect("a mapping");
    let people = [("people.csv", "key,who,line\n7,Cem,sales_engineer\n")];
    let report = house.import_as(FOUNDER, &people, |it| it.mapping = Some(mapping));
    assert_eq!(report.expect("a report").files[0].updated, 1);
    assert_eq!(more(&house, &by_rows), theirs);
}
