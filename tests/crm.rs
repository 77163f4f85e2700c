//! What the files of a CRM become: stages, teams over time, deals with the days of their history.

use quarterdeck::domain::calendar::Period;
use quarterdeck::domain::kpi::{KPIS, Measure};
use quarterdeck::service::query::Who;
use quarterdeck::service::view::kpis::KpisView;
use quarterdeck::service::{Query, Service, View};

use crate::home::{Home, ann, counts, day, deal, import_all, number, texts};
use crate::import::{ACCOUNTS, DEALS, TEAMS, imported};

fn kpis(service: &Service) -> KpisView {
    let query = Query::Kpis {
        who: Who::default(),
        period: Period::all(),
        today: service.today().expect("a day"),
    };
    let Ok(View::Kpis(view)) = service.ask(&ann(), &query) else {
        panic!("KPIs");
    };
    view
}

/// The names of teams with the number of deals each has won.
fn wins(service: &Service) -> Vec<(String, i64)> {
    let at = KPIS.iter().position(|kpi| kpi.key == "won_count");
    let won = |measures: &[Measure]| match measures.get(at.expect("a KPI")) {
        Some(Measure::Count(count)) => *count,
        other => panic!("no number of wins: {other:?}"),
    };
    let view = kpis(service);
    view.teams
        .into_iter()
        .map(|row| (row.name.unwrap_or_default(), won(&row.measures)))
        .collect()
}

#[test]
fn stages_are_made_in_the_order_of_the_mapping_with_their_probabilities() {
    let home = Home::new();
    let service = imported(&home);
    let found = texts(
        &service,
        "SELECT position || ' ' || name || ' ' || kind || ' ' || probability FROM stage ORDER BY position",
    );
    assert_eq!(
        found,
        [
            "1 Prospecting open 1000",
            "2 Engaging open 3500",
            "3 Won won 10000",
            "4 Lost lost 0"
        ]
    );
}

#[test]
fn other_words_are_read_and_words_for_nothing_are_nothing() {
    let home = Home::new();
    let accounts = ACCOUNTS.replace("2822,United States,", "Null,United States,NULL");
    let file = home.write("accounts.csv", accounts);
    let mut service = home.service("2026-11-23");
    import_all(&mut service, &[&file]);
    let found = texts(
        &service,
        "SELECT a.name || ' ' || a.industry || ' ' || a.region || ' ' || coalesce(p.name, '-') \
         FROM account a LEFT JOIN account p ON p.id = a.parent_id ORDER BY a.name",
    );
    assert_eq!(
        found,
        [
            "Acme retail United States -",
            "Globex technology Philippines Acme"
        ]
    );
    let size = "SELECT count(*) FROM account WHERE name = 'Acme' AND employees IS NULL AND parent_id IS NULL";
    assert_eq!(number(&service, size), 1);
}

#[test]
fn managers_lead_teams_and_reps_belong_to_them() {
    let home = Home::new();
    let service = imported(&home);
    let places = texts(
        &service,
        "SELECT r.name || ' ' || t.name || ' ' || o.name || ' ' || m.name || ' ' || p.from_on FROM membership p \
         JOIN rep r ON r.id = p.rep_id JOIN team t ON t.id = p.team_id JOIN office o ON o.id = p.office_id \
         JOIN rep m ON m.id = p.manager_id ORDER BY r.name",
    );
    assert_eq!(
        places,
        [
            "Bea Dustin Central Dustin 1990-01-01",
            "Carl Dustin Central Dustin 1990-01-01",
            "Dora Melvin East Melvin 1990-01-01",
        ]
    );
    let jobs = texts(
        &service,
        "SELECT name || ' ' || job || ' ' || coalesce(function, '-') FROM rep ORDER BY name",
    );
    assert_eq!(
        jobs,
        [
            "Bea sales_rep account_executive",
            "Carl sales_rep account_executive",
            "Dora sales_rep account_executive",
            "Dustin sales_lead -",
            "Melvin sales_lead -",
        ]
    );
}

#[test]
fn a_rep_who_moved_leaves_the_results_of_the_past_in_the_old_team() {
    let home = Home::new();
    let service = imported(&home);
    let counted =
        |dustin, melvin| vec![("Dustin".to_owned(), dustin), ("Melvin".to_owned(), melvin)];
    let mut before = wins(&service);
    before.sort();
    assert_eq!(before, counted(2, 0));
    let mut later = home.service("2026-12-01");
    let moved = home.write(
        "teams.csv",
        TEAMS.replace("Bea,Dustin,Central", "Bea,Melvin,East"),
    );
    let report = import_all(&mut later, &[&moved]);
    assert_eq!(counts(&report.files[0]), [3, 0, 1, 2, 0, 0]);
    let places = texts(
        &later,
        "SELECT t.name || ' ' || p.from_on || ' ' || coalesce(p.to_on, '-') FROM membership p \
         JOIN rep r ON r.id = p.rep_id JOIN team t ON t.id = p.team_id WHERE r.name = 'Bea' ORDER BY p.from_on",
    );
    assert_eq!(
        places,
        ["Dustin 1990-01-01 2026-12-01", "Melvin 2026-12-01 -"]
    );
    let won_now = "O9,Bea,GTX Basic,Acme,Won,2026-12-01,2026-12-02,70\n";
    let newer = home.write("pipeline.csv", [DEALS, won_now].concat());
    import_all(&mut later, &[&newer]);
    let mut after = wins(&later);
    after.sort();
    assert_eq!(
        after,
        counted(2, 1),
        "the new deal counts for the new team, the old ones do not"
    );
    let again = import_all(&mut home.service("2026-12-09"), &[&moved]);
    assert_eq!(counts(&again.files[0]), [3, 0, 0, 3, 0, 0]);
}

#[test]
fn history_has_the_days_of_the_source() {
    let home = Home::new();
    let service = imported(&home);
    let steps = texts(
        &service,
        "SELECT r.external_id || ' ' || h.changed_on || ' ' || coalesce(o.name, '-') || ' > ' || n.name \
         || ' ' || coalesce(h.new_close_on, '-') \
         FROM deal_history h JOIN external_ref r ON r.record_id = h.deal_id \
         LEFT JOIN stage o ON o.id = h.old_stage_id JOIN stage n ON n.id = h.new_stage_id \
         ORDER BY r.external_id, h.changed_on, h.id",
    );
    assert_eq!(
        steps,
        [
            "O1 2016-10-20 - > Engaging -",
            "O1 2017-03-01 Engaging > Won 2017-03-01",
            "O2 2016-11-20 - > Engaging -",
            "O2 2017-03-11 Engaging > Lost 2017-03-11",
            "O3 2016-11-25 - > Engaging -",
            "O5 2017-01-02 - > Engaging -",
            "O5 2017-04-01 Engaging > Won 2017-04-01",
        ],
        "nothing is dated on the day of the import"
    );
    let (won, open) = (deal(&service, "O1"), deal(&service, "O3"));
    assert_eq!(
        (won.started_on, won.closed_on),
        (Some(day("2016-10-20")), Some(day("2017-03-01")))
    );
    assert_eq!((open.closed_on, open.expected_close_on), (None, None));
}

#[test]
fn a_deal_that_closed_since_is_dated_by_its_close() {
    let home = Home::new();
    imported(&home);
    let mut later = home.service("2026-12-01");
    let won = "O3,Dora,GTX Basic,Acme,Won,2016-11-25,2017-05-05,610";
    let newer = DEALS.replace("O3,Dora,GTX Basic,Acme,Engaging,2016-11-25,,", won);
    let newer = home.write("pipeline.csv", newer);
    let report = import_all(&mut later, &[&newer]);
    assert_eq!(counts(&report.files[0]), [5, 0, 1, 4, 0, 0]);
    let deal = deal(&later, "O3");
    assert_eq!(
        (deal.amount, deal.closed_on),
        (Some(61_000), Some(day("2017-05-05")))
    );
    let last = texts(
        &later,
        "SELECT h.changed_on || ' ' || n.name FROM deal_history h JOIN stage n ON n.id = h.new_stage_id \
         JOIN external_ref r ON r.record_id = h.deal_id WHERE r.external_id = 'O3' ORDER BY h.id DESC LIMIT 1",
    );
    assert_eq!(last, ["2017-05-05 Won"]);
}

#[test]
fn a_manager_who_sells_is_one_person_and_the_same_files_again_change_nothing() {
    let home = Home::new();
    let selling = [TEAMS, "Dustin,Melvin,East\n"].concat();
    let file = home.write("teams.csv", selling);
    let mut service = home.service("2026-11-23");
    import_all(&mut service, &[&file]);
    let places = texts(
        &service,
        "SELECT r.name || ' ' || r.job || ' ' || t.name FROM membership p JOIN rep r ON r.id = p.rep_id \
         JOIN team t ON t.id = p.team_id ORDER BY r.name",
    );
    let expected = [
        "Bea sales_rep Dustin",
        "Carl sales_rep Dustin",
        "Dora sales_rep Melvin",
        "Dustin sales_rep Melvin",
    ];
    assert_eq!(places, expected);
    let again = import_all(&mut home.service("2026-11-24"), &[&file]);
    assert!(!again.is_committed, "{again:?}");
}
