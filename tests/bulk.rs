//! Loading many rows: which indexes go, that they come back, and what an import takes back without a savepoint.

use quarterdeck::domain::id::TeamId;
use quarterdeck::domain::team::Team;
use quarterdeck::store::bulk::Load;
use quarterdeck::store::journal::{Heading, Writer};
use quarterdeck::store::sql::{Db, Statement};
use quarterdeck::store::tables::TABLES;
use quarterdeck::store::{self, Error};

use crate::fixtures::{House, add_rep, clock, every_row};
use crate::plans;

/// The query by which deals are brought up to date at the end, when the indexes it reads by are there again.
const SETTLING: &str = "SELECT d.id, d.stage_since_on";

/// What teams owe, which is asked for at the end of an import.
const OWING: &str = "activity.duty_id IS NOT NULL";

fn indexes(db: &Db) -> Vec<String> {
    let every = Statement::new("SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name");
    db.all(&every, |row| row.get(0)).expect("names")
}

#[test]
fn the_first_import_leaves_every_index() {
    let mut house = House::furnished();
    let before = indexes(house.db());
    house.import_deals(
        "Ann",
        "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\n",
    );
    assert_eq!(indexes(house.db()), before);
    let bad = [
        crate::fixtures::PLAIN,
        "D2,Acme,Fans,Nowhere,1.00,EUR,2026-12-31,Ann,\n",
    ]
    .concat();
    let mut house = House::furnished();
    house.import("Ann", &[("bad.csv", &bad)]).expect("a report");
    assert_eq!(indexes(house.db()), before);
}

#[test]
fn an_import_reads_by_indexes_that_stay() {
    let mut house = House::furnished();
    house.done("Ann", &add_rep("Cleo", Some("Blue")));
    house.db().remember_texts();
    plans::import(&mut house);
    let texts = house.db().texts();
    let (settling, reading): (Vec<_>, Vec<_>) = texts
        .into_iter()
        .filter(|text| plans::has_plan(text))
        .partition(|text| text.starts_with(SETTLING) || text.contains(OWING));
    assert!(!settling.is_empty());

    let empty = House::new();
    let none_is_slow = |texts: &[String]| {
        for text in texts {
            let steps = empty.db().plan(text).expect("a plan");
            let slow = steps.iter().find(|step| plans::is_slow(text, step));
            // The newest entries and the last of a key are read from the end of an index that is never gone.
            let is_allowed = plans::is_allowed(text);
            assert!(slow.is_none() || is_allowed, "{slow:?}\n    {text}");
        }
    };
    let all = indexes(empty.db()).len();
    let kept: store::Result<()> = empty.db().write(|| {
        let mut load = Load::begin_import(empty.db())?;
        assert!(load.left() > 15 && indexes(empty.db()).len() == all - load.left());
        none_is_slow(&reading);
        while load.make_for_deals()? {}
        assert!(load.left() > 5, "those of deals");
        none_is_slow(&settling);
        while load.make_last()? {}
        assert_eq!(indexes(empty.db()).len(), all);
        Ok(())
    });
    kept.expect("every index");
}

#[test]
fn where_rows_are_the_indexes_stay() {
    let mut house = House::furnished();
    house.import_deals(
        "Ann",
        "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\n",
    );
    let kept: Result<(), Error> = house.db().write(|| {
        Load::begin_import(house.db())?;
        let left = indexes(house.db());
        assert!(left.iter().any(|name| name == "deal_open"));
        assert!(left.iter().any(|name| name == "account_by_owner"));
        assert!(!left.iter().any(|name| name == "activity_by_doer"));
        Err(Error::Busy)
    });
    assert!(kept.is_err());
}

#[test]
fn an_attempt_that_fails_leaves_nothing() {
    let mut house = House::furnished();
    house.import_deals(
        "Ann",
        "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\n",
    );
    let before = dump(house.db());
    let deal = house.deal("Turbines");
    let heading = Heading {
        actor: house.actor("Ann"),
        at: clock().now(),
        command: "import",
        subject: String::new(),
        root_seq: None,
    };
    let team = |writer: &mut Writer<'_>, name: &str| Team {
        id: TeamId(writer.id()),
        version: 1,
        name: name.to_owned(),
        name_key: name.to_owned(),
    };
    let seq = house.db().write(|| {
        let mut writer = Writer::new(house.db(), heading, 0)?;
        // Only additions; then a change between two of them; then a row that was taken away.
        for tries in 1..=3 {
            let failed: store::Result<()> = writer.attempt(|writer| {
                let one = team(writer, "One");
                writer.insert(&one)?;
                if tries > 1 {
                    let mut other = deal.clone();
                    other.amount = Some(1);
                    writer.update(&deal, &other)?;
                    let two = team(writer, "Two");
                    writer.insert(&two)?;
                    let renamed = Team {
                        name: "Three".to_owned(),
                        ..two.clone()
                    };
                    writer.update(&two, &renamed)?;
                }
                if tries > 2 {
                    writer.remove_rows(&store::tables::TEAM, (i64::MIN, i64::MAX))?;
                }
                Err(Error::Busy)
            });
            assert!(failed.is_err());
            assert!(!writer.has_written());
        }
        writer.finish()
    });
    assert_eq!(seq.expect("nothing to keep"), None);
    assert_eq!(dump(house.db()), before);
}

/// Every row of every table, the journal's too.
fn dump(db: &Db) -> Vec<Vec<Vec<store::value::Value<'static>>>> {
    let journal = Statement::new("SELECT seq, root_seq, command FROM journal ORDER BY seq");
    let rows =
        Statement::new("SELECT seq, position, relation FROM journal_row ORDER BY seq, position");
    let mut all: Vec<_> = TABLES.iter().map(|table| every_row(db, table)).collect();
    for statement in [journal, rows] {
        all.push(db.all(&statement, |row| row.values(3)).expect("rows"));
    }
    all
}
