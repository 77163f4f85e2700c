//! Files are taken for what they are: by the headers that Salesforce writes, as a whole and as short as somebody makes them.

use quarterdeck::service::Service;
use quarterdeck::service::exchange::report::{FileReport, ImportReport};

use crate::home::{Home, counts, import, import_all, request, texts};
use crate::merge::plain_team;

/// The name of a file and its headers, a line each, as Salesforce writes them or describes them.
const HEADERS: &str = include_str!("headers/salesforce.tsv");

/// What each of them is: the file of a mapping, or `-` and what nothing is read of.
const KINDS: &[(&str, &str)] = &[
    ("api_Account", "accounts"),
    ("api_AccountTeamMember", "account teams"),
    ("api_Contact", "contacts"),
    ("api_Event", "- events"),
    ("api_OpportunitySplit", "splits"),
    ("api_OpportunityTeamMember", "deal teams"),
    ("api_Task", "- tasks"),
    ("api_User", "users"),
    ("devorg_Account", "accounts"),
    ("devorg_Contact", "contacts"),
    ("devorg_Lead", "- leads"),
    ("devorg_Opportunity", "opportunities"),
    ("devorg_OpportunityHistory", "- opportunity history"),
    ("label_OpportunitySplit", "splits"),
    ("report_opportunities_gtm", "deals"),
];

fn headers(name: &str) -> &'static str {
    let mut lines = HEADERS.lines().filter_map(|line| line.split_once('\t'));
    lines.find(|it| it.0 == name).expect("headers").1
}

/// A file with these headers, and in each row what is said of some of them.
fn filled(headers: &str, rows: &[&[(&str, &str)]]) -> String {
    let row = |said: &&[(&str, &str)]| {
        let cell = |header| said.iter().find(|it| it.0 == header).map_or("", |it| it.1);
        headers.split(',').map(cell).collect::<Vec<_>>().join(",")
    };
    let lines: Vec<String> = std::iter::once(headers.to_owned())
        .chain(rows.iter().map(row))
        .collect();
    lines.join("\n")
}

fn tried(home: &Home, service: &mut Service, text: &str) -> FileReport {
    let file = home.write("file.csv", text);
    let mut report = import(service, &request(service, &[&file]));
    report.files.remove(0)
}

fn taken(home: &Home, service: &mut Service, files: &[(&str, &str)]) -> ImportReport {
    let paths: Vec<_> = files.iter().map(|it| home.write(it.0, it.1)).collect();
    let paths: Vec<_> = paths.iter().map(std::path::PathBuf::as_path).collect();
    import_all(service, &paths)
}

#[test]
fn each_file_is_taken_for_what_it_is() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    assert_eq!(HEADERS.lines().count(), KINDS.len());
    for (name, kind) in KINDS {
        let file = tried(&home, &mut service, headers(name));
        let read = file.mapping.map(|it| it.1);
        let seen = file.fault.map(|fault| {
            assert_eq!(fault.reason.code(), "not_read", "{name}");
            ["- ", &fault.meant.expect("a kind").1].concat()
        });
        assert_eq!(read.or(seen).as_deref(), Some(*kind), "{name}");
    }
}

#[test]
fn users_are_people_of_the_team_whatever_else_is_known_of_them() {
    let short = "Id,Username,LastName,FirstName,Name,Email,IsActive";
    for header in [headers("api_User"), short] {
        let home = Home::new();
        let mut service = home.service("2026-11-23");
        let rows = [("005A", "Bea"), ("005B", "Carl"), ("005C", "Dora")];
        let rows = rows.map(|(id, name)| {
            [
                ("Id", id),
                ("Username", id),
                ("Name", name),
                ("IsActive", "true"),
            ]
        });
        let rows: Vec<&[_]> = rows.iter().map(|row| &row[..]).collect();
        let report = taken(&home, &mut service, &[("User.csv", &filled(header, &rows))]);
        assert_eq!(counts(&report.files[0])[..2], [3, 3]);
        let people = texts(&service, "SELECT name FROM rep ORDER BY name");
        assert_eq!(people, ["Bea", "Carl", "Dora"], "{header}");
        assert!(texts(&service, "SELECT name FROM contact").is_empty());
        // Who comes from there is somebody that a later file can name.
        plain_team(&mut service);
        let accounts = "Id,Name,ParentId,OwnerId\n001A,Acme,,005B\n";
        taken(&home, &mut service, &[("Account.csv", accounts)]);
        let owner = "SELECT r.name FROM account a JOIN rep r ON r.id = a.owner_id";
        assert_eq!(texts(&service, owner), ["Carl"]);
    }
}

#[test]
fn what_a_file_lacks_is_said_of_the_kind_it_is_nearest_to() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    for (header, source, file, lacks) in [
        ("Id,Name,OwnerId", "salesforce", "accounts", "ParentId"),
        ("Id,Name,Email", "salesforce", "users", "Username"),
        (
            "Opportunity,Customer,Sales Person,Deadline,Stage",
            "plain-deals",
            "deals",
            "amount",
        ),
    ] {
        let fault = tried(&home, &mut service, header).fault.expect("a fault");
        assert_eq!(
            fault.meant,
            Some((source.to_owned(), file.to_owned())),
            "{header}"
        );
        assert_eq!(fault.missing_columns, [lacks]);
    }
    // An id and a name are in any file.
    let fault = tried(&home, &mut service, "id,name,status,confidence").fault;
    assert_eq!(fault.expect("a fault").meant, None);
    let file = home.write("accs.csv", "Id,Name,OwnerId\n001A,Acme,005A\n");
    let ran = home.run(&["import", &file.display().to_string()]);
    let said = "It is nearest to “accounts” of salesforce, which also reads columns that it has not: ParentId";
    assert!(ran.out.contains(said) || ran.err.contains(said), "{ran:?}");
}

const USERS: &str = "\
Id,Username,Name,IsActive,ManagerId,LastModifiedDate
005A,bea,Bea,true,,2026-11-01T09:00:00.000Z
005B,carl,Carl,FALSE,005A,2026-10-31T09:00:00.000Z
005C,dora,Dora,false,005A,
";
const ACCOUNTS: &str = "\
Id,Name,ParentId,OwnerId
001C,Acme Nord,001B,005A
001B,Acme Europe,001A,005A
001A,Acme,,005A
001D,Globex,001Z,005A
";
const DEALS: &str = "\
Id,AccountId,Name,StageName,Amount,Probability,CloseDate,CurrencyIsoCode,OwnerId
006A,001A,Refill point,Proposal,4800,10,2026-12-18,EUR,005A
006B,001B,Coolers,Proposal,900,60,2026-11-02,EUR,005B
006C,001B,Bottles,Proposal,700,60,2026-11-02,EUR,005B
006D,,Glasses,Proposal,700,60,2026-11-02,EUR,
";
const LEFT: &str = "SELECT name || ' ' || coalesce(left_on, '-') FROM rep ORDER BY name";

/// What is said to be empty: column, rows and names.
fn left_empty(file: &FileReport) -> Vec<(&str, u64, Vec<&str>)> {
    let left = file.left_empty.iter();
    left.map(|it| {
        (
            it.field.as_str(),
            it.rows,
            it.names.keys().map(String::as_str).collect(),
        )
    })
    .collect()
}

fn unused(file: &FileReport) -> Vec<&str> {
    let unused = file.warnings.iter().filter(|it| it.row.is_none());
    unused.map(|it| it.field.as_str()).collect()
}

#[test]
fn whom_and_what_nobody_knows_is_counted_and_comes_once_it_is_known() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    plain_team(&mut service);
    let report = taken(&home, &mut service, &[("Opportunity.csv", DEALS)]);
    let file = &report.files[0];
    assert_eq!(counts(file), [4, 4, 0, 0, 0, 0]);
    assert_eq!(
        left_empty(file),
        [
            ("AccountId", 3, vec!["001A", "001B"]),
            ("OwnerId", 3, vec!["005A", "005B"])
        ]
    );
    drop(service);
    let again = home.write("more.csv", DEALS.replace("006", "016"));
    let ran = home.run(&["import", &again.display().to_string()]);
    for said in [
        "OwnerId: 3 rows name people whom nobody here knows, and it stays empty: 005B (2), 005A (1). Import the people,",
        "AccountId: 3 rows name accounts that nobody here knows, and it stays empty: 001B (2), 001A (1). Import the accounts,",
    ] {
        assert!(ran.out.contains(said), "{ran:?}");
    }
    let json = home
        .run(&["import", &again.display().to_string(), "--json"])
        .json();
    assert_eq!(json["files"][0]["left_empty"][1]["names"]["005B"], 2);

    let mut service = home.service("2026-11-23");
    let files = [("User.csv", USERS), ("Account.csv", ACCOUNTS)];
    taken(&home, &mut service, &files);
    let report = taken(&home, &mut service, &[("Opportunity.csv", DEALS)]);
    assert_eq!(counts(&report.files[0]), [4, 0, 3, 1, 0, 0]);
    assert!(report.files[0].left_empty.is_empty());
    let owners = "SELECT d.name || ' ' || a.name || ' ' || r.name FROM deal d JOIN account a ON a.id = d.account_id \
                  JOIN rep r ON r.id = d.owner_id ORDER BY d.name";
    assert_eq!(
        texts(&service, owners),
        [
            "Bottles Acme Europe Carl",
            "Coolers Acme Europe Carl",
            "Refill point Acme Bea"
        ]
    );
}

#[test]
fn who_is_not_active_there_has_left_and_comes_back_with_the_word() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    let report = taken(&home, &mut service, &[("User.csv", USERS)]);
    // Who reports to whom is told by places in a team, which the file does not have.
    assert_eq!(unused(&report.files[0]), ["ManagerId"]);
    let left = ["Bea -", "Carl 2026-10-31", "Dora 2026-11-23"];
    assert_eq!(texts(&service, LEFT), left);
    drop(service);
    // The day does not move with each import, nor with what else is changed there.
    let mut service = home.service("2026-11-25");
    assert!(!taken(&home, &mut service, &[("User.csv", USERS)]).is_committed);
    let later = USERS.replace("2026-10-31", "2026-11-20");
    assert!(!taken(&home, &mut service, &[("User.csv", &later)]).is_committed);
    assert_eq!(texts(&service, LEFT), left);
    let back = USERS.replace("FALSE", "TRUE");
    taken(&home, &mut service, &[("User.csv", &back)]);
    assert_eq!(texts(&service, LEFT)[1], "Carl -");
    let gone = USERS.replace("true", "0");
    taken(&home, &mut service, &[("User.csv", &gone)]);
    assert_eq!(texts(&service, LEFT)[0], "Bea 2026-11-01");
}

#[test]
fn who_has_left_there_gets_no_seat_of_a_usual_team() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    plain_team(&mut service);
    let before = USERS.replace("FALSE", "TRUE");
    taken(&home, &mut service, &[("User.csv", &before)]);
    drop(service);
    for line in [
        "add rep Eve",
        "add role Helper",
        "add default-member --rep Bea --member Carl --role Helper --added always",
        "add default-member --rep Bea --member Eve --role Helper --added always",
    ] {
        let ran = home.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(ran.code, 0, "{line} {ran:?}");
    }
    let mut service = home.service("2026-11-23");
    taken(&home, &mut service, &[("User.csv", USERS)]);
    drop(service);
    let deal = ["add", "deal", "Valves", "--stage=Proposal", "--owner=Bea"];
    let ran = home.run(&deal);
    assert_eq!(ran.code, 0, "{ran:?}");
    let seats = "SELECT r.name FROM deal_member m JOIN rep r ON r.id = m.rep_id";
    assert_eq!(texts(&home.service("2026-11-23"), seats), ["Eve"]);
}

#[test]
fn the_account_above_an_account_may_come_after_it() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    let report = taken(
        &home,
        &mut service,
        &[("User.csv", USERS), ("Account.csv", ACCOUNTS)],
    );
    let file = &report.files[1];
    assert_eq!(counts(file), [4, 4, 0, 0, 0, 0]);
    let above = "SELECT a.name || ' < ' || b.name FROM account a JOIN account b ON b.id = a.parent_id ORDER BY a.name";
    let both = ["Acme Europe < Acme", "Acme Nord < Acme Europe"];
    assert_eq!(texts(&service, above), both);
    assert_eq!(left_empty(file), [("ParentId", 1, vec!["001Z"])]);
    let files = [("User.csv", USERS), ("Account.csv", ACCOUNTS)];
    assert!(!taken(&home, &mut service, &files).is_committed);
    service
        .undo(&crate::home::ann(), report.seq)
        .expect("the way back");
    assert!(texts(&service, "SELECT name FROM account").is_empty());
}

/// A deal that has a probability of its own keeps it when it is moved, so that one that is imported would go on saying 10 %
/// in the last stage before the close. Theirs is that of the stage unless somebody typed over it, which no file tells.
#[test]
fn a_probability_is_not_read_and_that_is_said() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    plain_team(&mut service);
    let report = taken(&home, &mut service, &[("Opportunity.csv", DEALS)]);
    assert_eq!(unused(&report.files[0]), ["Probability"]);
    assert!(
        texts(
            &service,
            "SELECT probability FROM deal WHERE probability IS NOT NULL"
        )
        .is_empty()
    );
}

#[test]
fn whom_a_team_names_by_an_id_has_to_be_there_first() {
    let home = Home::new();
    assert_eq!(home.run(&["add", "rep", "Ann"]).code, 0);
    let rows = "AccountId,UserId,TeamMemberRole,AccountAccessLevel\n001A,005A,Helper,Read\n";
    let file = home.write("teams.csv", rows).display().to_string();
    let ran = home.run(&["import", &file, "--unknown-reps=create"]);
    // No answer makes somebody of an id, so that none is asked for.
    assert!(
        ran.code != 0 && !ran.out.contains("--unknown-reps"),
        "{ran:?}"
    );
    assert!(
        ran.out.contains("has to be imported before it, or with it"),
        "{ran:?}"
    );
}

/// A CRM's file of people has more than a hundred columns that nobody wants to read the names of.
#[test]
fn of_many_columns_that_are_not_read_the_first_are_named() {
    let home = Home::new();
    let extra: Vec<String> = (1..=12).map(|at| format!("Custom {at}")).collect();
    let rows = format!(
        "Id,Username,Name,{}\n005A,ann,Ann{}\n",
        extra.join(","),
        ",".repeat(12)
    );
    let file = home.write("User.csv", &rows).display().to_string();
    let ran = home.run(&["import", &file, "--dry-run"]);
    let said = "12 columns that the mapping does not use: Custom 1, Custom 2, Custom 3, Custom 4, Custom 5, Custom 6, \
        Custom 7, Custom 8 … and 4 more";
    assert!(ran.out.contains(said), "{ran:?}");
    let json = home.run(&["import", &file, "--dry-run", "--json"]).out;
    assert!(json.contains("Custom 12"), "{json}");
}
