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
