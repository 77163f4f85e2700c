//! Who holds which role on how much: counted by the store, beside what the report prints and what is counted by hand.

use std::collections::BTreeMap;

use quarterdeck::domain::id::{RepId, RoleId, TeamId};
use quarterdeck::domain::message::Arg;
use quarterdeck::domain::record::Kind;
use quarterdeck::domain::team::Who;
use quarterdeck::service::view::team::defaults::DefaultsView;
use quarterdeck::service::view::team::operations::OperationsView;
use quarterdeck::service::view::team::roles::{PersonRow, RolesView, Seat};
use quarterdeck::service::view::team::seats::{SeatRow, SeatsView};
use quarterdeck::service::{Query, View};

use crate::fixtures::day;
use crate::home::Home;

const TODAY: &str = "2026-11-23";
const KEEPER: &str = "Otto";

fn done(home: &Home, line: &str) {
    let arguments: Vec<&str> = line.split(' ').collect();
    let named: Vec<String> = arguments.iter().map(|it| it.replace('_', " ")).collect();
    // Codes and days keep what they have: only names are written with a low line here.
    let is_code = |it: &str| it.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let words = arguments.iter().zip(&named);
    let words = words.map(|(given, name)| {
        if is_code(given) {
            *given
        } else {
            name.as_str()
        }
    });
    let words: Vec<&str> = words.collect();
    // The first of a team adds themselves; then they are asked who they are.
    let is_first = line.starts_with("add rep Otto");
    let who: &[&str] = if is_first { &[] } else { &["--as", KEEPER] };
    let ran = home.run(&[who, &words[..]].concat());
    assert_eq!(ran.code, 0, "{line}: {ran:?}");
}

/// Ann and Abe sell, Bea is their engineer, Carl serves Ann; Dora has no job and can be reached in no way.
fn home() -> Home {
    let home = Home::new();
    for line in [
        "add rep Otto --function support --job sales_ops",
        "add stage Talking --pipeline Sales --kind open --probability 50",
        "add stage Won --pipeline Sales --kind won",
        "add rep Ann --function account_executive --job sales_rep",
        "add rep Abe --function account_executive --job sales_rep",
        "add rep Bea --function sales_engineer --job sales_engineer",
        "add rep Carl --function sales_support --job sales_support",
        "add rep Dora --function support",
        "add role Seller --function account_executive --measure win_rate",
        "add role Engineer --function sales_engineer",
        "add role Desk --function sales_support --measure on_time_rate",
        "add role-duty Proof --role Engineer",
        "add account Acme --owner Ann",
        "add account Bolt --owner Abe",
        "add deal One --amount 1000EUR --stage Talking --owner Ann --account Acme",
        "add deal Two --amount 3000EUR --stage Talking --owner Ann --account Acme",
        "add deal Three --amount 500EUR --stage Talking --owner Abe --account Bolt",
        "add deal Over --amount 900EUR --stage Talking --owner Ann --account Bolt",
        "won Over --reason price",
        "add deal-member --deal One --rep Bea --role Engineer",
        "add deal-member --deal Three --rep Bea --role Engineer",
        "add deal-member --deal Over --rep Bea --role Engineer",
        "add deal-member --deal Two --rep Bea --role Seller",
        // The owner sits where they are put, and only there.
        "add deal-member --deal Two --rep Ann --role Engineer",
        // Without a role somebody sits in that of their function.
        "add deal-member --deal Three --rep Ann",
        "add account-member --account Acme --rep Bea --role Engineer",
        "add account-member --account Bolt --rep Bea",
        "add default-member --rep Ann --member Carl --role Desk --contract-level edit",
        "add channel --kind phone --rep Otto",
        "add channel --kind mail --rep Otto",
        "add channel --rep Ann --kind phone",
        "add channel --rep Ann --kind mail",
        "add channel --rep Bea --kind mail",
        "add ops-duty Territories --ops-category strategy --rep Carl",
        "add ops-duty Tools --ops-category technology --side enablement",
    ] {
        done(&home, line);
    }
    home
}

fn ask(home: &Home, query: &Query) -> View {
    let service = home.service(TODAY);
    let actor = service.actor(KEEPER).expect("an actor");
    service.ask(&actor, query).expect("an answer")
}

fn roles(home: &Home) -> RolesView {
    let query = Query::Roles {
        who: Who::default(),
        today: day(TODAY),
    };
    match ask(home, &query) {
        View::Roles(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn person<'v>(view: &'v RolesView, name: &str) -> &'v PersonRow {
    let found = view.people.iter().find(|it| it.name == name);
    found.unwrap_or_else(|| panic!("{name}"))
}

fn seat(view: &RolesView, name: &str, role: &str) -> (i64, i64, i64) {
    let at = view.roles.iter().position(|it| it.name == role);
    let Seat {
        deals,
        accounts,
        reps,
    } = person(view, name).seats[at.expect("a role")];
    (deals, accounts, reps)
}

#[test]
fn everyone_is_counted_where_they_sit() {
    let home = home();
    let view = roles(&home);
    let names: Vec<_> = view.roles.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Seller", "Engineer", "Desk"]);
    // One of her own, one where nobody said what for; the other of her own is elsewhere.
    assert_eq!(seat(&view, "Ann", "Seller"), (2, 0, 0));
    assert_eq!(seat(&view, "Ann", "Engineer"), (1, 0, 0));
    assert_eq!(seat(&view, "Abe", "Seller"), (1, 0, 0));
    // What is won is over.
    assert_eq!(seat(&view, "Bea", "Engineer"), (2, 2, 0));
    assert_eq!(seat(&view, "Bea", "Seller"), (1, 0, 0));
    assert_eq!(seat(&view, "Carl", "Desk"), (0, 0, 1));
    assert_eq!(person(&view, "Ann").deals, 2);
    assert!(!view.is_line);
}

#[test]
fn every_cell_lists_as_much_as_it_counts() {
    let home = home();
    let view = roles(&home);
    for person in &view.people {
        for (role, seat) in view.roles.iter().zip(&person.seats) {
            let query = Query::Seats {
                rep_id: person.rep_id,
                role_id: role.id,
                today: day(TODAY),
            };
            let View::Seats(listed) = ask(&home, &query) else {
                panic!("no seats");
            };
            let SeatsView { rows } = *listed;
            let count = |is: fn(&SeatRow) -> bool| rows.iter().filter(|it| is(it)).count() as i64;
            let counted = Seat {
                deals: count(|it| matches!(it, SeatRow::Deal(..))),
                accounts: count(|it| matches!(it, SeatRow::Account(..))),
                reps: count(|it| matches!(it, SeatRow::Rep(..))),
            };
            assert_eq!(counted, *seat, "{} as {}", person.name, role.name);
        }
    }
}

#[test]
fn what_is_missing_is_said_with_what_mends_it() {
    let home = home();
    let view = roles(&home);
    let keys: Vec<_> = view.gaps.iter().map(|it| it.said.key).collect();
    let count = |key| keys.iter().filter(|it| **it == key).count();
    assert_eq!(count("gap-role-without-duties"), 2);
    assert_eq!(count("gap-role-without-measure"), 1);
    assert_eq!(count("gap-person-without-job"), 1);
    assert_eq!(count("gap-person-channels"), 1);
    assert_eq!(count("gap-person-no-channel"), 3);
    assert_eq!(keys.len(), 8, "{keys:?}");
    let (who, today) = (Who::default(), day(TODAY));
    let query = Query::Defaults {
        who: who.clone(),
        today,
    };
    let View::Defaults(defaults) = ask(&home, &query) else {
        panic!("no teams");
    };
    let DefaultsView { gaps, rows, reps } = *defaults;
    let keys: Vec<_> = gaps.iter().map(|it| it.said.key).collect();
    assert_eq!(keys, ["gap-usual-member-over", "gap-no-usual-team"]);
    assert_eq!((rows.len(), reps), (1, 1));
    let View::Operations(operations) = ask(&home, &Query::Operations { who, today }) else {
        panic!("no operations");
    };
    let OperationsView { gaps, rows, .. } = *operations;
    let keys: Vec<_> = gaps.iter().map(|it| it.said.key).collect();
    assert_eq!(
        keys,
        ["gap-ops-duty", "gap-ops-category", "gap-ops-category"]
    );
    assert_eq!(rows.len(), 2);
    // The sales operations are those of every team; of a rep what is theirs or nobody's is counted and shown.
    for (rep_id, team_id, expected) in [
        (None, Some(TeamId(0)), rows.len()),
        (
            Some(RepId(0)),
            None,
            rows.iter().filter(|it| it.rep_id.is_none()).count(),
        ),
    ] {
        let who = Who { rep_id, team_id };
        let View::Operations(view) = ask(&home, &Query::Operations { who, today }) else {
            panic!("no operations");
        };
        let counted: i64 = view.covered.iter().map(|it| it.1).sum();
        assert_eq!((view.rows.len(), counted), (expected, expected as i64));
    }
}

#[test]
fn how_much_is_too_much_is_agreed_on() {
    let home = home();
    for name in ["Ada", "Ava", "Amy"] {
        done(
            &home,
            &format!("add rep {name} --function account_executive --job sales_rep"),
        );
    }
    for name in ["Ada", "Ava", "Amy", "Ann", "Ann"] {
        done(
            &home,
            &format!("add deal More --amount 1EUR --stage Talking --owner {name}"),
        );
    }
    // Four own one, and Ann four.
    let over = || {
        let gaps = roles(&home).gaps.into_iter();
        let over = gaps.filter(|it| it.said.key == "gap-overload");
        over.map(|it| it.said.args).collect::<Vec<_>>()
    };
    let ann = vec![
        ("person", Arg::Text("Ann".to_owned())),
        ("deals", Arg::Count(4)),
        ("usual", Arg::Count(1)),
    ];
    assert_eq!(over(), vec![ann.clone()]);
    done(&home, "set overload 4 --from 2026-11-23");
    assert_eq!(over(), [] as [Vec<_>; 0], "no more than that");
    // Before that day something else held.
    done(&home, "set overload - --from 2026-11-23");
    done(&home, "set overload 5 --from 2026-11-24");
    assert_eq!(over(), [ann]);
}

#[test]
fn the_report_says_what_the_pane_says() {
    let home = home();
    let view = roles(&home);
    let json = home.run(&["--as", KEEPER, "report", "team", "--json", "--today", TODAY]);
    let json = json.json();
    let said = json["people"].as_array().expect("people");
    assert_eq!(said.len(), view.people.len());
    for (person, said) in view.people.iter().zip(said) {
        assert_eq!(said["person"], person.name.as_str());
        assert_eq!(said["open_count"], person.deals);
        assert_eq!(said["duties_open"], person.duties);
        let seats = said["seats"].as_array().expect("seats").iter();
        let seats: BTreeMap<_, _> = seats.map(|it| (it["role"].to_string(), it)).collect();
        for (role, seat) in view.roles.iter().zip(&person.seats) {
            let said = seats.get(&format!("{:?}", role.name));
            let count = |of| said.map_or(0, |it| it[of].as_i64().expect("a count"));
            let said = ["deals", "accounts", "reps"].map(count);
            assert_eq!(
                said,
                [seat.deals, seat.accounts, seat.reps],
                "{}",
                role.name
            );
        }
    }
    assert_eq!(said[1]["weighted_value"]["amount"], "2000.00");
    let gaps = json["gaps"].as_array().expect("gaps").len();
    assert_eq!(gaps, view.gaps.len() + 2 + 3);
    let csv = home
        .run(&["--as", KEEPER, "report", "team", "--csv", "--today", TODAY])
        .out;
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let headers = rows.headers().expect("headers").clone();
    let at = |name: &str| headers.iter().position(|it| it == name).expect("a column");
    let rows: Vec<_> = rows.records().map(|row| row.expect("a row")).collect();
    let bea = rows.iter().find(|row| &row[0] == "Bea").expect("Bea");
    assert_eq!(&bea[at("Engineer deals")], "2");
    assert_eq!(&bea[at("Engineer accounts")], "2");
    assert_eq!(&bea[at("contract_level")], "none");
    let text = home.run(&["--as", KEEPER, "report", "team", "--today", TODAY]);
    insta::assert_snapshot!("report_team", text.out);
}

#[test]
fn who_is_asked_for_is_who_is_shown() {
    let home = home();
    let id = home.service(TODAY).record(Kind::Rep, "Bea").expect("Bea");
    let query = Query::Roles {
        who: Who {
            rep_id: Some(RepId(id)),
            team_id: None,
        },
        today: day(TODAY),
    };
    let View::Roles(one) = ask(&home, &query) else {
        panic!("no roles");
    };
    let all = roles(&home);
    let ids: Vec<RoleId> = one.roles.iter().map(|it| it.id).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(one.people, [person(&all, "Bea").clone()]);
}
