//! `quarterdeck list contracts` and the like: all records of a kind, or those in which some words stand, in columns.

use clap::ArgMatches;

use crate::cli::export::{self, each};
use crate::cli::output::{fitted, print};
use crate::cli::show::said;
use crate::cli::{Result, Session, code};
use crate::domain::message::Message;
use crate::domain::record::{Content, Field, Kind, Read, Target, entity};
use crate::domain::text::name_key;
use crate::i18n::Words;
use crate::service::view::shown::ShownRecord;

use super::LIMIT;

/// Lists the records of a kind. A program gets them as `export` writes them.
pub(super) fn run(session: &Session<'_>, kind: Kind, matches: &ArgMatches) -> Result<u8> {
    let wanted = matches
        .get_many::<String>("containing")
        .into_iter()
        .flatten();
    let wanted: Vec<String> = wanted.map(|word| name_key(word)).collect();
    let words = session.words;
    let is_meant = |row: &[String]| {
        let key = name_key(&row.join(" "));
        wanted.iter().all(|word| key.contains(word))
    };
    let limit = matches.get_one::<i64>("limit");
    let limit = limit.map(|limit| usize::try_from(*limit).unwrap_or(usize::MAX));
    let is_json = matches.get_flag("json");
    if is_json || matches.get_flag("csv") {
        let mut left = limit.unwrap_or(usize::MAX);
        return export::write(session, kind, None, is_json, &mut |record| {
            let is_one = left > 0 && is_meant(&row(words, record));
            left -= usize::from(is_one);
            is_one
        });
    }
    let limit = limit.unwrap_or(LIMIT);
    let (mut rows, mut count) = (Vec::new(), 0);
    each(session, kind, |exported| {
        let row = row(words, &exported.record);
        if is_meant(&row) {
            count += 1;
            if rows.len() < limit {
                rows.push(row);
            }
        }
        Ok(())
    })?;
    if rows.is_empty() {
        print(&(words.text("list-empty") + "\n"))?;
        return Ok(code::DONE);
    }
    let headers: Vec<String> = columns(kind).map(|it| words.text(&it.label())).collect();
    let numbers = columns(kind).filter(|it| is_number(it)).count();
    let names: Vec<usize> = (0..headers.len() - numbers).collect();
    let mut text = fitted(&headers, &rows, names.len(), &names);
    if rows.len() < count {
        let shown = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let all = i64::try_from(count).unwrap_or(i64::MAX);
        let shown = Message::new("list-cut")
            .with("shown", shown)
            .with("count", all);
        text.push_str(&(words.say(&shown) + "\n"));
    }
    print(&text)?;
    Ok(code::DONE)
}

/// The fields that have a column: texts before numbers. A currency stands at its amount, and a note on no line. Of a
/// contract it is the last day that is shown, not the one after it.
fn columns(kind: Kind) -> impl Iterator<Item = &'static Field> {
    let listed = move || {
        let fields = entity(kind).filled();
        let fields = fields.filter(|it| !matches!(it.read, Read::Currency | Read::Long));
        fields.map(move |it| last_day(kind, it).unwrap_or(it))
    };
    let texts = listed().filter(|it| !is_number(it));
    texts.chain(listed().filter(|it| is_number(it)))
}

/// The field of the last day of a contract, for that of its end.
pub(in crate::cli) fn last_day(kind: Kind, field: &Field) -> Option<&'static Field> {
    let mut fields = entity(kind).fields.iter();
    let is_it = |it: &&Field| matches!(it.target, Target::DayBefore(end) if end == field.name);
    fields.find(is_it).filter(|_| kind == Kind::Contract)
}

fn is_number(field: &Field) -> bool {
    matches!(
        field.read,
        Read::Money | Read::Whole | Read::Share | Read::Minutes
    )
}

fn row(words: &Words, record: &ShownRecord) -> Vec<String> {
    let cell = |field: &'static Field| {
        let held = record.field(field.name)?;
        let content: &Content = held.content.as_ref()?;
        let name = held.name.as_deref().unwrap_or_default();
        Some(said(words, record.kind, (field, content), name))
    };
    columns(record.kind)
        .map(|field| cell(field).unwrap_or_default())
        .collect()
}
