//! Salesforce's files: people, accounts, deals, who is on whose team, contracts and cases, by the ids they have there.

use quarterdeck::domain::record::Kind;
use quarterdeck::service::Service;
use quarterdeck::service::exchange::reason::Warning;
use quarterdeck::service::exchange::report::{FileReport, ImportReport};

use crate::home::{Home, ann, contents, counts, import, import_all, refused, request, texts};
use crate::merge::plain_team;

const USERS: &str = "\
Id,Username,Name,Email,IsActive
005A,bea@example.com,Bea,bea@example.com,true
005B,carl@example.com,Carl,carl@example.com,true
";
const ACCOUNTS: &str = "\
Id,MasterRecordId,Name,ParentId,Industry,BillingCountry,OwnerId,IsDeleted
001A,,Acme,,Retail,France,005A,false
001B,,Globex,,Energy,,005B,false
001C,,Gone,,Energy,,005B,true
";
const DEALS: &str = "\
Id,AccountId,Name,StageName,Amount,Probability,CloseDate,CurrencyIsoCode,OwnerId,CreatedDate
006A,001A,Refill point,Proposal,4800,60,2026-12-18,EUR,005A,2026-10-01
006B,001B,Coolers,Won,900,100,2026-11-02,EUR,005B,2026-09-01
";
const ACCOUNT_TEAMS: &str = "\
AccountId,UserId,TeamMemberRole,AccountAccessLevel,CaseAccessLevel,ContactAccessLevel,OpportunityAccessLevel
001A,005B,Sales Engineer,Edit,None,ControlledByParent,Read
001B,005B,Account Manager,All,All,All,All
";
const DEAL_TEAMS: &str = "\
Id,OpportunityId,UserId,Name,TeamMemberRole,OpportunityAccessLevel,CurrencyIsoCode,CreatedById,CreatedDate,LastModifiedById,LastModifiedDate,SystemModstamp,IsDeleted
00qA,006A,005B,Carl,Sales Engineer,Edit,EUR,005A,,,,,FALSE
00qB,006B,005A,Bea,,Read,EUR,005A,,,,,FALSE
00qC,006B,005B,Carl,Sales Engineer,Edit,EUR,005A,,,,,TRUE
";
const SPLITS: &str = "\
Id,OpportunityId,SplitOwnerId,SplitPercentage,SplitAmount,SplitNote,SplitTypeId,IsDeleted
1jsA,006A,005A,70,3360,,,false
1jsB,006A,005B,30,1440,,,false
1jsC,006A,005B,10,480,,,true
";
const CONTRACTS: &str = "\
Id,ContractNumber,AccountId,OwnerId,Status,StartDate,EndDate,ContractTerm,IsDeleted
800A,00000100,001A,005A,Activated,2026-01-01,2026-12-31,12,false
800B,00000101,001B,005B,In Approval Process,2026-12-01,,24,false
";
const CASES: &str = "\
Id,CaseNumber,Subject,AccountId,OwnerId,Status,Priority,CreatedDate,IsDeleted
500A,00001000,Pump leaks,001A,005B,Escalated,High,2026-11-20,false
500B,00001001,,001B,00GQ,Closed,Medium,2026-11-01,false
500C,00001002,Spam,001B,005B,New,Low,2026-11-01,true
";

/// All files with their names, in an order in which none of them could be read alone.
const FILES: [(&str, &str); 8] = [
    ("OpportunitySplit.csv", SPLITS),
    ("Case.csv", CASES),
    ("Contract.csv", CONTRACTS),
    ("OpportunityTeamMember.csv", DEAL_TEAMS),
    ("AccountTeamMember.csv", ACCOUNT_TEAMS),
    ("Opportunity.csv", DEALS),
    ("Account.csv", ACCOUNTS),
    ("User.csv", USERS),
];

const MEMBERS: &str = "SELECT a.name || ' ' || r.name || ' ' || coalesce(o.name, '-') || ' ' || m.account_level \
    || ' ' || m.deal_level || ' ' || m.contract_level || ' ' || m.case_level FROM account_member m \
    JOIN account a ON a.id = m.account_id JOIN rep r ON r.id = m.rep_id LEFT JOIN role o ON o.id = m.role_id ORDER BY a.name";
const DEAL_MEMBERS: &str = "SELECT d.name || ' ' || r.name || ' ' || coalesce(o.name, '-') || ' ' || m.deal_level \
    FROM deal_member m JOIN deal d ON d.id = m.deal_id JOIN rep r ON r.id = m.rep_id \
    LEFT JOIN role o ON o.id = m.role_id ORDER BY d.name";
const AGREED: &str = "SELECT c.name || ' ' || a.name || ' ' || c.status || ' ' || c.start_on || ' ' \
    || coalesce(c.end_on, '-') FROM contract c JOIN account a ON a.id = c.account_id ORDER BY c.name";
const NEEDED: &str = "SELECT c.name || ' ' || a.name || ' ' || coalesce(r.name, '-') || ' ' || c.status || ' ' \
    || c.priority || ' ' || c.opened_on FROM support_case c JOIN account a ON a.id = c.account_id \
    LEFT JOIN rep r ON r.id = c.owner_id ORDER BY c.name";

fn taken(home: &Home, service: &mut Service, files: &[(&str, &str)]) -> ImportReport {
    let paths: Vec<_> = files
        .iter()
        .map(|(name, text)| home.write(name, text))
        .collect();
    let paths: Vec<_> = paths.iter().map(std::path::PathBuf::as_path).collect();
    import_all(service, &paths)
}

/// A team with stages, and all of the files in it.
fn imported(home: &Home) -> (Service, ImportReport) {
    let mut service = home.service("2026-11-23");
    plain_team(&mut service);
    let report = taken(home, &mut service, &FILES);
    (service, report)
}

fn file<'r>(report: &'r ImportReport, name: &str) -> &'r FileReport {
    let mut files = report.files.iter();
    files.find(|it| it.name() == name).expect("a file")
}

fn warned(report: &ImportReport, name: &str, warning: Warning) -> Option<u64> {
    file(report, name).warning_counts.get(&warning).copied()
}

#[test]
fn two_people_of_one_name_are_two_people() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    plain_team(&mut service);
    let users = "Id,Username,Name,Email,IsActive\n\
        005X,ann@x,Ann Ant,ann@x.example,true\n\
        005Y,ann2@x,Ann Ant,,true\n";
    let deals = "Id,AccountId,Name,StageName,Amount,CloseDate,OwnerId\n\
        006X,,First,Qualified,,2026-12-10,005X\n\
        006Y,,Second,Qualified,,2026-12-10,005Y\n";
    let files = [("User.csv", users), ("Opportunity.csv", deals)];
    let owners = "SELECT d.name || ' ' || r.name FROM deal d JOIN rep r ON r.id = d.owner_id \
        WHERE d.name IN ('First', 'Second') ORDER BY d.name";
    for _ in 0..2 {
        let report = taken(&home, &mut service, &files);
        assert_eq!(
            texts(&service, owners),
            ["First Ann Ant", "Second Ann Ant (005Y)"],
            "{report:?}"
        );
    }
}

#[test]
fn teams_contracts_and_cases_come_in_by_the_columns_they_have_there() {
    let home = Home::new();
    let (service, report) = imported(&home);
    assert_eq!(
        texts(&service, MEMBERS),
        [
            "Acme Carl Sales Engineer edit read edit none",
            "Globex Carl Account Manager edit edit edit edit"
        ]
    );
    assert_eq!(
        texts(&service, DEAL_MEMBERS),
        [
            "Coolers Bea - read",
            "Refill point Carl Sales Engineer edit"
        ]
    );
    assert_eq!(
        texts(&service, AGREED),
        [
            "00000100 Acme active 2026-01-01 2027-01-01",
            "00000101 Globex sent 2026-12-01 -"
        ],
        "the last day there is the day before the end here"
    );
    // A queue owns nothing here, and a case without a subject goes by its number.
    assert_eq!(
        texts(&service, NEEDED),
        [
            "00001001 Globex - closed normal 2026-11-01",
            "Pump leaks Acme Carl working high 2026-11-20"
        ]
    );
    let owners = "SELECT d.name || ' ' || a.name || ' ' || r.name FROM deal d JOIN account a ON a.id = d.account_id \
                  JOIN rep r ON r.id = d.owner_id ORDER BY d.name";
    assert_eq!(
        texts(&service, owners),
        ["Coolers Globex Carl", "Refill point Acme Bea"]
    );
    let shares = "SELECT r.name || ' ' || c.kind || ' ' || c.share FROM credit c JOIN rep r ON r.id = c.rep_id ORDER BY r.name";
    assert_eq!(
        texts(&service, shares),
        ["Bea revenue 7000", "Carl revenue 3000"]
    );
    // What is deleted there is left out, and that is said; so is that roles were made, each once.
    assert_eq!(counts(file(&report, "Account.csv")), [3, 2, 0, 0, 0, 0]);
    for name in [
        "Account.csv",
        "OpportunityTeamMember.csv",
        "OpportunitySplit.csv",
        "Case.csv",
    ] {
        assert_eq!(warned(&report, name, Warning::Omitted), Some(1), "{name}");
    }
    assert_eq!(warned(&report, "Contract.csv", Warning::Omitted), None);
    let made = |name| warned(&report, name, Warning::RoleMade);
    assert_eq!(made("AccountTeamMember.csv"), Some(2));
    assert_eq!(made("OpportunityTeamMember.csv"), None);
    // Of a role only the name is known.
    let roles = "SELECT name || ' ' || coalesce(function, '-') || coalesce(measure, '-') FROM role ORDER BY name";
    assert_eq!(
        texts(&service, roles),
        ["Account Manager --", "Sales Engineer --"]
    );
}

#[test]
fn the_same_files_again_change_nothing_and_all_of_it_can_be_taken_back() {
    let home = Home::new();
    let mut empty = home.service("2026-11-23");
    plain_team(&mut empty);
    let before = contents(&empty);
    let first = taken(&home, &mut empty, &FILES);
    let after = contents(&empty);
    let again = taken(&home, &mut empty, &FILES);
    assert!(!again.is_committed, "{again:#?}");
    assert_eq!(contents(&empty), after);
    let undone = empty.undo(&ann(), first.seq);
    undone.expect("the way back");
    assert_eq!(contents(&empty), before);
}

#[test]
fn a_member_who_changed_there_is_changed_here_unless_somebody_did_so_here() {
    let home = Home::new();
    let (mut service, _) = imported(&home);
    let newer = DEAL_TEAMS.replace("Sales Engineer,Edit", "Solution Architect,Read");
    let report = taken(&home, &mut service, &[("teams.csv", &newer)]);
    assert_eq!(counts(&report.files[0]), [3, 0, 1, 1, 0, 0]);
    assert_eq!(
        texts(&service, DEAL_MEMBERS)[1],
        "Refill point Carl Solution Architect read"
    );
}

#[test]
fn teams_bring_what_their_seats_owe() {
    const OWED: &str = "SELECT a.subject || ' ' || r.name || ' ' || coalesce(d.name, '-') || ' ' || a.status \
        FROM activity a JOIN rep r ON r.id = a.done_by_id LEFT JOIN deal d ON d.id = a.deal_id \
        WHERE a.duty_id IS NOT NULL ORDER BY a.id";
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    plain_team(&mut service);
    drop(service);
    for words in [
        &["add", "role", "Sales Engineer"][..],
        &[
            "add",
            "role-duty",
            "Proof",
            "--role",
            "Sales Engineer",
            "--stage",
            "Proposal",
        ],
        &["add", "role-duty", "Watch", "--role", "Sales Engineer"],
    ] {
        let ran = home.run(words);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    let mut service = home.service("2026-11-23");
    let before = contents(&service);
    let first = taken(&home, &mut service, &FILES);
    // What was won owes nothing.
    let open = ["Watch Carl - planned", "Proof Carl Refill point planned"];
    assert_eq!(texts(&service, OWED), open);
    let after = contents(&service);
    assert!(!taken(&home, &mut service, &FILES).is_committed);
    assert_eq!(contents(&service), after);
    // Another seat owes something else, and a deal that is decided nothing.
    let elsewhere = DEAL_TEAMS.replace("Sales Engineer,Edit", "Solution Architect,Edit");
    let other = taken(&home, &mut service, &[("teams.csv", &elsewhere)]);
    let off = "Proof Carl Refill point called_off";
    assert_eq!(texts(&service, OWED)[1], off);
    service.undo(&ann(), other.seq).expect("the way back");
    assert_eq!(texts(&service, OWED), open);
    let lost = DEALS.replace("Proposal,4800,60", "Lost,4800,0");
    let other = taken(&home, &mut service, &[("deals.csv", &lost)]);
    assert_eq!(texts(&service, OWED)[1], off);
    service.undo(&ann(), other.seq).expect("the way back");
    service.undo(&ann(), first.seq).expect("the way back");
    assert_eq!(contents(&service), before);
}

#[test]
fn whoever_is_on_a_team_here_is_there_once() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    plain_team(&mut service);
    let (people, teams): (Vec<_>, Vec<_>) = FILES
        .into_iter()
        .partition(|(name, _)| ["User.csv", "Account.csv", "Opportunity.csv"].contains(name));
    taken(&home, &mut service, &people);
    drop(service);
    let member = ["--deal", "Refill point", "--rep", "Carl"];
    let ran = home.run(&[&["add", "deal-member"][..], &member].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    let mut service = home.service("2026-11-23");
    taken(&home, &mut service, &teams);
    let members = texts(&service, DEAL_MEMBERS);
    assert_eq!(members.len(), 2, "{members:?}");
    assert!(!taken(&home, &mut service, &teams).is_committed);
}

#[test]
fn deals_that_came_as_a_plain_file_are_the_same_deals() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    plain_team(&mut service);
    let plain = "Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Currency\n006A,Refill point,Proposal,4800,2026-12-18,EUR\n";
    taken(&home, &mut service, &[("report.csv", plain)]);
    let report = taken(&home, &mut service, &FILES);
    let deals = texts(&service, "SELECT name FROM deal ORDER BY name");
    assert_eq!(deals, ["Coolers", "Refill point"]);
    assert_eq!(counts(file(&report, "Opportunity.csv"))[..3], [2, 1, 1]);
    assert_eq!(texts(&service, DEAL_MEMBERS).len(), 2);
}

#[test]
fn a_word_that_nobody_knows_is_refused_and_named() {
    let home = Home::new();
    let (mut service, _) = imported(&home);
    let before = contents(&service);
    let odd = CASES
        .replace("Escalated", "Sent to Mars")
        .replace("Medium", "Whenever");
    let odd = home.write("odd.csv", odd);
    let request = request(&service, &[&odd]);
    let report = import(&mut service, &request);
    assert!(!report.is_committed);
    assert_eq!(
        refused(&report.files[0]),
        [
            (2, "Status", "unknown_value"),
            (3, "Priority", "unknown_value")
        ]
    );
    assert_eq!(contents(&service), before);
}

/// The same under the names of our own fields, by name.
#[test]
fn a_plain_file_of_each_kind_is_known_by_our_own_names() {
    let home = Home::new();
    let (mut service, _) = imported(&home);
    let files = [
        (
            "a.csv",
            "account,rep,role,account_level,contract_level\nGlobex,Bea,Sponsor,read,none\n",
        ),
        ("b.csv", "deal,rep,role\nRefill point,Bea,Sponsor\n"),
        (
            "c.csv",
            "name,account,status,start_on,end_on,amount,currency\nC-7,Acme,active,2026-02-01,2027-02-01,1200.50,EUR\n",
        ),
        (
            "d.csv",
            "name,account,status,priority,owner,opened_on\nNo water,Acme,new,high,Bea,2026-11-21\n",
        ),
    ];
    let report = taken(&home, &mut service, &files);
    for file in &report.files {
        assert_eq!(counts(file)[..2], [1, 1], "{file:?}");
        assert!(
            file.warnings
                .iter()
                .all(|it| it.warning == Warning::RoleMade)
        );
    }
    for (kind, name) in [(Kind::Contract, "C-7"), (Kind::SupportCase, "No water")] {
        service.record(kind, name).expect("a record");
    }
    let amount =
        "SELECT amount || ' ' || currency || ' ' || end_on FROM contract WHERE name = 'C-7'";
    assert_eq!(texts(&service, amount), ["120050 EUR 2027-02-01"]);
    assert!(!taken(&home, &mut service, &files).is_committed);
}
