//! What is typed about a week: a new item, what stops one, and what the week is for.

use super::{About, Meant, Reading, understood};
use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::command::{Command, WeekCommand};
use crate::domain::filter::Filter;
use crate::domain::id::{ActivityId, RepId, SprintId};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::text::name_key;
use crate::domain::times::{Span, written};
use crate::domain::typed::Here;
use crate::domain::typed::item::ItemLine;
use crate::i18n::Words;
use crate::service::view::deals::{DealRow, DealSort, Page};
use crate::service::{Query, View};
use crate::tui::asked::Asked;
use crate::tui::drafts::Origin;
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::Answer;
use crate::tui::model::Model;
use crate::tui::scope::Scope;
use crate::tui::widget::deal;

/// So many open deals of a rep are known by their names while an item is typed.
const DEALS_MAX: usize = 500;

/// A name is sought from so many letters on.
const NAME_MIN: usize = 3;

/// The sign before who can lift what stops an item.
const OWNER: char = '@';

/// Which week a line is about, and what of it.
#[derive(Debug, Clone)]
pub enum Topic {
    /// A new item of a rep's week, and their open deals.
    New(NewItem, Asked<Vec<DealRow>>),
    /// What stops an item.
    Blocker(Blocked),
    /// What a week is for.
    Goal {
        /// Whose week.
        rep_id: RepId,
        /// Its Monday.
        week_on: Day,
        /// What was made of it already.
        sprint: Option<(SprintId, i64)>,
    },
}

/// Where a new item goes.
#[derive(Debug, Clone)]
pub struct NewItem {
    /// Whose week.
    pub rep_id: RepId,
    /// Its Monday.
    pub week_on: Day,
    /// Whether it is only to wait for a week: what has no day goes to the backlog.
    pub waits: bool,
    /// Its day, where none is said.
    pub on_day: Option<Day>,
    /// Its time, where none is said.
    pub at: Option<Span>,
    /// Who makes it for them.
    pub scheduled_by: Option<RepId>,
    /// What they are called, where it is made for somebody.
    pub rep: Option<String>,
}

/// An item that is stopped, or is to be.
#[derive(Debug, Clone)]
pub struct Blocked {
    /// The activity and the version that was seen, of each that is meant.
    pub seen: Vec<(ActivityId, i64)>,
    /// What it is called.
    pub name: String,
    /// Whether something stops it already.
    pub is_blocked: bool,
    /// Who can lift it: everyone.
    pub people: Vec<(RepId, String)>,
}

impl Topic {
    /// Where the text is kept, in a line of this title.
    pub(super) fn origin(&self, title: &'static str) -> Origin {
        let ids = match self {
            Self::New(new, _) => {
                let on = new.on_day.unwrap_or(new.week_on);
                [new.rep_id.0, on.days_since(Day::MIN)]
            }
            Self::Goal {
                rep_id, week_on, ..
            } => [rep_id.0, week_on.days_since(Day::MIN)],
            Self::Blocker(item) => {
                return Origin::of_ids(title, item.seen.iter().map(|(id, _)| id.0));
            }
        };
        Origin::of_ids(title, ids.into_iter())
    }

    /// What it is about, in words.
    pub(super) fn name(&self, words: &Words) -> String {
        match self {
            Self::New(new, _) if new.waits => words.text("lane-backlog"),
            Self::New(new, _) => {
                let week = || words.week(new.week_on);
                let on = new.on_day.map_or_else(week, |on| words.day_short(on));
                let at = new.at.map(|at| at.to_string());
                let parts = [new.rep.clone(), Some(on), at].into_iter().flatten();
                parts.collect::<Vec<_>>().join(" ")
            }
            Self::Goal { week_on, .. } => words.week(*week_on),
            Self::Blocker(item) => item.name.clone(),
        }
    }

    /// What to tell of a new item that goes into another week than the one that is looked at.
    pub(super) fn elsewhere(&self, command: &Command, words: &Words) -> Option<Message> {
        let (Self::New(new, _), Command::Week(WeekCommand::Add { week_on, .. })) = (self, command)
        else {
            return None;
        };
        let on = week_on.filter(|on| *on != new.week_on)?;
        let said = Message::new("item-elsewhere").with("week", words.week(on));
        Some(said.with("shown", words.week(new.week_on)))
    }

    /// Takes the deals of the rep.
    pub(super) fn take(&mut self, answer: &Answer) {
        if let (Self::New(_, deals), Slot::Offers) = (self, answer.slot) {
            let read = |view| match view {
                View::Deals(view) => Some(view.rows),
                _ => None,
            };
            deals.take(answer.generation, answer.result.clone(), read);
        }
    }
}

/// A line about a new item, and the question for the deals that it may be about.
pub(in crate::tui) fn new_item(model: &Model, new: NewItem) -> (About, Effect) {
    let mut deals = Asked::default();
    let ask = deals.ask(
        Slot::Offers,
        Query::Deals {
            who: Scope::Rep(new.rep_id).who(),
            filter: Filter::default(),
            period: model.period(),
            stage_id: None,
            sort: DealSort::Close.into(),
            page: Page::First,
            limit: DEALS_MAX,
            today: model.today,
        },
    );
    (About::of_week(model, Topic::New(new, deals)), ask)
}

/// `20 calls`, `demo Acme fri 11:00 1h`, `price list`
pub(super) fn item(typed: &str, about: &About, words: &Words) -> Reading {
    let Some(Topic::New(new, deals)) = &about.week else {
        return Ok(None);
    };
    let (today, week_on) = (about.today, new.week_on);
    // A weekday is one of the week that is shown.
    let first = today.max(week_on);
    let here = Here {
        week_on: Some(week_on),
        ..about.here_on(words, first)
    };
    let ItemLine { target, mut step } = ItemLine::read(typed, &here);
    understood(&step.pieces)?;
    if step.pieces.is_empty() {
        return Ok(None);
    }
    // A time alone is read as one of the first day there is: it is one of the day that is meant.
    let is_time_alone = step.time.is_some() && step.day == Some(first);
    step.day = step.day.filter(|_| !is_time_alone || new.on_day.is_none());
    step.day = step.day.or(new.on_day);
    if step.day.is_some_and(|day| day < today) {
        return Err(Message::new("step-past"));
    }
    let kind = step.kind.unwrap_or(ActivityKind::Free);
    let takes_deal = step.kind.is_none_or(ActivityKind::is_about_deals);
    let known = deals.answer.as_deref().filter(|_| takes_deal);
    let found = known.and_then(|known| deal_meant(&step.subject, known));
    let is_name_only = found.is_some_and(|found| found.is_all);
    let subject = Some(step.subject.clone()).filter(|it| !it.is_empty() && !is_name_only);
    let at = new.at.filter(|_| step.time.is_none());
    let time = step.time.map(|it| it.to_string());
    let time = time.or(at.map(|at| written(at.start)));
    let lasting = new.at.map(|at| at.end - at.start);
    step.duration_minutes = step.duration_minutes.or(lasting);
    let text = |text: &str| Content::Text(text.to_owned());
    let given = [
        ("kind", Some(text(kind.code()))),
        ("subject", subject.as_deref().map(text)),
        ("held_on", step.day.map(Content::Day)),
        ("start_time", time.as_deref().map(text)),
        (
            "duration_minutes",
            step.duration_minutes.map(Content::Number),
        ),
        ("target", target.map(Content::Number)),
        ("done_by", Some(Content::Record(new.rep_id.0))),
        (
            "scheduled_by",
            new.scheduled_by.map(|id| Content::Record(id.0)),
        ),
        ("deal", found.map(|it| Content::Record(it.deal.id.0))),
    ];
    let fields = given.into_iter();
    let fields = fields.filter_map(|(field, content)| Some(Assignment::new(field, content?)));
    let usual = Some(week_on).filter(|_| !new.waits);
    let in_week = step.day.map(Day::monday).or(usual);
    let command = Command::Week(WeekCommand::Add {
        fields: fields.collect(),
        week_on: in_week,
        on: today,
    });
    let said = deal::kind(words, kind);
    let said = if step.kind.is_some() {
        said
    } else {
        words.say(&Message::new("step-assumed").with("kind", said))
    };
    let minutes = step.duration_minutes;
    let parts = [
        Some(said),
        target.map(|target| words.count(target)),
        found.map(|it| {
            let about = Message::new("line-item-deal").with("deal", it.deal.name.as_str());
            words.say(&about)
        }),
        subject,
        step.day.map(|day| words.day_read(day, today)),
        time,
        minutes.map(|it| words.say(&Message::new("step-minutes").with("minutes", it))),
        in_week.filter(|_| in_week != usual).map(|on| {
            let usual = usual.map_or_else(|| words.text("lane-backlog"), |on| words.week(on));
            let said = Message::new("line-item-elsewhere").with("week", words.week(on));
            words.say(&said.with("shown", usual))
        }),
    ];
    let shown: Vec<_> = parts.into_iter().flatten().collect();
    Ok(Some((shown.join(" · "), Meant::Run(command))))
}

/// A deal that is meant, and whether its name is all that was said.
#[derive(Clone, Copy)]
struct Found<'a> {
    deal: &'a DealRow,
    is_all: bool,
}

/// The deal that some words of a subject name, or their account: the most of them that only one deal begins with.
fn deal_meant<'a>(subject: &str, deals: &'a [DealRow]) -> Option<Found<'a>> {
    let key = name_key(subject);
    let said: Vec<&str> = key.split_whitespace().collect();
    let keys: Vec<_> = deals
        .iter()
        .map(|deal| {
            let account = deal.account.as_deref().map(name_key);
            (deal, name_key(&deal.name), account.unwrap_or_default())
        })
        .collect();
    let begins = |name: &str, words: &str| {
        let rest = name.strip_prefix(words);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric()))
    };
    for count in (1..=said.len()).rev() {
        for words in said.windows(count) {
            let words = words.join(" ");
            if words.chars().count() < NAME_MIN {
                continue;
            }
            let named = |it: &&(&DealRow, String, String)| begins(&it.1, &words);
            let of_account = |it: &&(&DealRow, String, String)| begins(&it.2, &words);
            let by_name: Vec<_> = keys.iter().filter(named).collect();
            let found = if by_name.is_empty() {
                keys.iter().filter(of_account).collect()
            } else {
                by_name
            };
            if let [(deal, ..)] = found[..] {
                let is_all = count == said.len();
                return Some(Found { deal, is_all });
            }
        }
    }
    None
}

/// `waits for the price list @mila`; nothing lifts what stopped it.
pub(super) fn blocker(typed: &str, about: &About, words: &Words) -> Reading {
    let Some(Topic::Blocker(item)) = &about.week else {
        return Ok(None);
    };
    let typed = typed.trim();
    if typed.is_empty() && !item.is_blocked {
        return Ok(None);
    }
    let (what, owner) = owner_of(typed, &item.people)?;
    if what.is_empty() && owner.is_some() {
        return Err(Message::new("blocker-nothing"));
    }
    let text = |text: &str| Content::Text(text.to_owned());
    let fields = if what.is_empty() {
        vec![Assignment::cleared("blocker")]
    } else {
        let owner = owner.map(|(id, _)| Content::Record(id.0));
        let owner = owner.map_or_else(
            || Assignment::cleared("blocker_owner"),
            |id| Assignment::new("blocker_owner", id),
        );
        vec![Assignment::new("blocker", text(&what)), owner]
    };
    let edited = item.seen.iter().map(|(id, version)| Command::Edit {
        kind: Kind::Activity,
        id: id.0,
        version: *version,
        fields: fields.clone(),
        on: about.today,
    });
    let command = Command::one(edited.collect());
    let said = match owner {
        _ if what.is_empty() => Message::new("blocker-lifted"),
        Some((_, name)) => Message::new("blocker-by").with("owner", name.as_str()),
        None => Message::new("blocker-is"),
    };
    let shown = words.say(&said.with("what", what));
    Ok(Some((shown, Meant::Run(command))))
}

/// A blocker as it is typed, out of what stops an item and who can lift it.
pub(in crate::tui) fn blocker_line(what: &str, owner: Option<&str>) -> String {
    let owner = owner.map(|owner| format!(" {OWNER}{owner}"));
    [what, &owner.unwrap_or_default()].concat()
}

type Person = (RepId, String);

/// What stops it and who can lift that: whoever is called what stands behind the sign, or the only one whose name begins
/// with it.
pub(in crate::tui::layer) fn owner_of<'a>(
    typed: &str,
    people: &'a [Person],
) -> Result<(String, Option<&'a Person>), Message> {
    let mut signs = typed.char_indices().filter(|(at, c)| {
        let before = typed.get(..*at).unwrap_or_default();
        *c == OWNER && (before.is_empty() || before.ends_with(char::is_whitespace))
    });
    let Some((at, sign)) = signs.next_back() else {
        return Ok((typed.to_owned(), None));
    };
    let (before, named) = typed.split_at(at);
    let named = named.trim_start_matches(sign).trim();
    let only = |said: &str| {
        let key = name_key(said);
        let is_called = |it: &&Person| name_key(&it.1) == key;
        let begins = |it: &&Person| !key.is_empty() && name_key(&it.1).starts_with(&key);
        let mut found = people.iter().filter(begins);
        let first = found.next().filter(|_| found.next().is_none());
        people.iter().find(is_called).or(first)
    };
    // All that follows is a name, or its first word, and the text goes on.
    let (first, rest) = named.split_once(char::is_whitespace).unwrap_or((named, ""));
    let owner = only(named)
        .map(|it| (it, ""))
        .or(only(first).map(|it| (it, rest)));
    let Some((owner, rest)) = owner else {
        return Err(Message::new("blocker-nobody").with("name", named));
    };
    let what = [before.trim(), rest.trim()].join(" ");
    Ok((what.trim().to_owned(), Some(owner)))
}

/// What a week is for, in a line; nothing takes it away.
#[expect(clippy::unnecessary_wraps, reason = "a reading as the others are")]
pub(super) fn goal(typed: &str, about: &About, words: &Words) -> Reading {
    let Some(Topic::Goal {
        rep_id,
        week_on,
        sprint,
    }) = &about.week
    else {
        return Ok(None);
    };
    let typed = typed.trim();
    let goal = if typed.is_empty() {
        Assignment::cleared("goal")
    } else {
        Assignment::new("goal", Content::Text(typed.to_owned()))
    };
    let on = about.today;
    let command = match sprint {
        Some((id, version)) => Command::Edit {
            kind: Kind::Sprint,
            id: id.0,
            version: *version,
            fields: vec![goal],
            on,
        },
        None if typed.is_empty() => return Ok(None),
        None => Command::Add {
            kind: Kind::Sprint,
            fields: vec![
                Assignment::new("rep", Content::Record(rep_id.0)),
                Assignment::new("week_on", Content::Day(*week_on)),
                goal,
            ],
            on,
        },
    };
    let said = Message::new("sprint-goal").with("goal", typed);
    Ok(Some((words.say(&said), Meant::Run(command))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_can_lift_a_blocker_stands_behind_the_sign() {
        let people: Vec<Person> = ["Mila", "Milan Kos", "Annemarie van den Berg", "Bo"]
            .into_iter()
            .zip(1..)
            .map(|(name, id)| (RepId(id), name.to_owned()))
            .collect();
        for (typed, what, owner) in [
            ("price list", "price list", None),
            ("price list @anne", "price list", Some(3)),
            // A whole name may be the beginning of another one.
            ("price list @Mila", "price list", Some(1)),
            ("@bo price list", "price list", Some(4)),
            ("price list @annemarie van den", "price list", Some(3)),
            ("mail a@b.example", "mail a@b.example", None),
        ] {
            let read = owner_of(typed, &people).map(|(what, it)| (what, it.map(|it| it.0.0)));
            assert_eq!(read, Ok((what.to_owned(), owner)), "{typed}");
        }
        for typed in ["list @mil", "list @nobody", "list @"] {
            assert!(owner_of(typed, &people).is_err(), "{typed}");
        }
    }
}
