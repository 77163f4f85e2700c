//! What is said of a person, line by line: what it is, a number, more about it, and what the line opens.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::calendar::Day;
use crate::domain::id::{AccountId, DealId, RepId};
use crate::domain::kpi;
use crate::domain::message::Message;
use crate::domain::money::{Money, Ratio};
use crate::domain::record::Kind;
use crate::domain::role::{Channel, CostBand, OpsDuty, Profile, SKILL_MAX, Skill};
use crate::domain::team::{Function, Job};
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::compare::Change;
use crate::service::view::person::{Away, Blocked, PersonDuty, PersonNumber, PersonView, SeatRow};
use crate::service::view::today::Need;
use crate::tui::pane::kpis;
use crate::tui::pane::sprint::hours;
use crate::tui::theme::Theme;
use crate::tui::widget::{Paint, deal, meter, text};

/// Cells of what a line is about at least, and of its number.
const LABEL_MIN: u16 = 24;
const VALUE: u16 = 10;

/// From so many cells on, numbers have a line of their past.
const TREND_MIN: u16 = 100;

/// Deals at risk that are shown here; all of them are listed where they are helped.
const NEEDS_SHOWN: usize = 10;

/// Cells of a meter.
const METER: u16 = 5;

/// What a line opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A deal.
    Deal(DealId),
    /// The deals of an account of this name.
    Account(AccountId, String),
    /// All their deals that need somebody.
    Needs,
    /// Another person.
    Person(RepId),
    /// The board of their week.
    Week,
    /// What stands behind a number: the so manieth.
    Number(usize),
    /// A small record of theirs.
    Record(Kind, i64),
    /// What a duty is about: the so manieth.
    Duty(usize),
    /// The form of something that is missing.
    New(Kind),
    /// Their own form.
    Own,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// It names those below it.
    Title,
    /// As most.
    Plain,
    /// It asks for something.
    Warn,
    /// It is late.
    Bad,
    /// It is over, or there is nothing.
    Dim,
    /// Nothing is on it.
    Blank,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    label: String,
    value: String,
    text: String,
    look: Look,
    /// Whether it goes on with the line above it.
    is_more: bool,
    pub(super) target: Option<Target>,
}

impl Line {
    fn new(label: String, value: String, text: String, target: Option<Target>) -> Self {
        Self {
            label,
            value,
            text,
            look: Look::Plain,
            is_more: false,
            target,
        }
    }

    /// A line that says nothing but this.
    fn said(label: String) -> Self {
        Self::new(label, String::new(), String::new(), None)
    }

    fn looking(self, look: Look) -> Self {
        Self { look, ..self }
    }

    /// Whether it can be selected.
    pub(super) fn is_one(&self) -> bool {
        !matches!(self.look, Look::Title | Look::Blank) && !self.is_more
    }

    /// The line, and those below it on which its text goes on in places so wide.
    fn wrapped(self, width: u16) -> Vec<Self> {
        if !self.is_one() {
            return vec![self];
        }
        let mut texts = text::wrap(&self.text, width.saturating_sub(self.taken(width))).into_iter();
        let first = Self {
            text: texts.next().unwrap_or_default(),
            ..self.clone()
        };
        let more = texts.map(|text| Self {
            label: String::new(),
            text,
            is_more: true,
            ..self.clone()
        });
        std::iter::once(first).chain(more).collect()
    }

    /// Cells before its text.
    fn taken(&self, width: u16) -> u16 {
        let value = if self.value.is_empty() { 0 } else { VALUE + 2 };
        label(width) + 1 + value
    }

    pub(super) fn draw(&self, paint: &mut Paint<'_>, place: Rect) {
        let theme = paint.theme;
        if self.look == Look::Title {
            let taken = text::put(paint.buf, place, &self.label, theme.title);
            let rest = text::after(place, taken + 2);
            text::put(paint.buf, rest, &self.text, theme.dim);
            return;
        }
        let style = self.style(theme);
        let taken = label(place.width);
        let name = Rect {
            width: taken.min(place.width),
            ..place
        };
        if self.value.is_empty() && self.text.is_empty() {
            text::put(paint.buf, place, &self.label, style);
            return;
        }
        text::put(paint.buf, name, &self.label, theme.text);
        let rest = text::after(place, taken + 1);
        let value = Rect {
            width: VALUE.min(rest.width),
            ..rest
        };
        if !self.is_more {
            text::put_right(paint.buf, value, &self.value, theme.text);
        }
        let rest = text::after(place, self.taken(place.width));
        text::put(paint.buf, rest, &self.text, style);
    }

    fn style(&self, theme: &Theme) -> Style {
        match self.look {
            Look::Title => theme.title,
            Look::Plain | Look::Blank => theme.text,
            Look::Warn => theme.warn,
            Look::Bad => theme.bad,
            Look::Dim => theme.dim,
        }
    }
}

/// Cells of what a line is about, in places so wide.
fn label(width: u16) -> u16 {
    (width / 3).max(LABEL_MIN)
}

/// `Bavo de Vries · account executive`
pub(super) fn title(words: &Words, view: &PersonView) -> String {
    let function = view.rep.function;
    let function = function.map(|it| words.word("rep", "function", it.code()));
    joined([Some(view.rep.name.clone()), function])
}

/// The version of a small record of theirs.
pub(super) fn version(view: &PersonView, kind: Kind, id: i64) -> Option<i64> {
    match kind {
        Kind::Skill => view
            .skills
            .iter()
            .find(|it| it.id.0 == id)
            .map(|it| it.version),
        Kind::Channel => {
            let mut channels = view.channels.iter();
            channels.find(|it| it.id.0 == id).map(|it| it.version)
        }
        _ => None,
    }
}

/// Every line, in places so wide.
pub(super) fn of(words: &Words, view: &PersonView, today: Day, width: u16) -> Vec<Line> {
    let mut lines = facts(words, view, today);
    let needs = counted(view.needs.count);
    let period = kpis::period(
        words,
        &view.period,
        view.before.as_ref(),
        view.is_in_progress,
        today,
    );
    let duties = if view.duties_open > 0 {
        let said = Message::new("person-duties-counted").with("open", view.duties_open);
        words.say(&said.with("overdue", view.duties_overdue))
    } else {
        String::new()
    };
    let week_name = words.week(view.week.week_on);
    let seat_count = counted(view.seat_count);
    let none = String::new;
    // What each section is called, what is said beside that, and what is said where it has no line.
    let sections = [
        ("person-week", week_name, week(words, view), ""),
        (
            "person-needs",
            needs,
            at_risk(words, view),
            "person-needs-none",
        ),
        (
            "person-numbers",
            period,
            numbers(words, view, width),
            "person-numbers-none",
        ),
        (
            "person-seats",
            seat_count,
            seats(words, view),
            "person-seats-none",
        ),
        (
            "person-duties",
            duties,
            all_duties(words, view, today),
            "person-duties-none",
        ),
        ("person-channels", none(), channels(words, view), ""),
        (
            "person-skills",
            none(),
            skills(words, view),
            "person-skills-none",
        ),
        (
            "person-operations",
            none(),
            operations(words, view),
            "person-operations-none",
        ),
        ("person-served", none(), served(view), ""),
    ];
    for (title, said, section, empty) in sections {
        if section.is_empty() && empty.is_empty() {
            continue;
        }
        lines.push(Line::said(String::new()).looking(Look::Blank));
        let mut title = Line::said(words.text(title)).looking(Look::Title);
        title.text = said;
        lines.push(title);
        if section.is_empty() {
            lines.push(Line::said(words.text(empty)).looking(Look::Dim));
        }
        lines.extend(section);
    }
    lines.into_iter().flat_map(|it| it.wrapped(width)).collect()
}

/// What they are, and when they are not there.
fn facts(words: &Words, view: &PersonView, today: Day) -> Vec<Line> {
    let rep = &view.rep;
    let word = |field: &'static str, code: Option<&str>| {
        let said = code.map(|code| words.word("rep", field, code));
        said.unwrap_or_else(|| NO_VALUE.to_owned())
    };
    let team = view.team.as_ref();
    let team = team.map(|name| words.say(&Message::new("scope-team").with("name", name.as_str())));
    let function = Some(word("function", rep.function.map(Function::code)));
    let facts = [
        ("field-function", joined([function, team])),
        ("field-job", word("job", rep.job.map(Job::code))),
        (
            "field-profile",
            word("profile", rep.profile.map(Profile::code)),
        ),
        (
            "field-cost-band",
            word("cost_band", rep.cost_band.map(CostBand::code)),
        ),
    ];
    let facts = facts
        .into_iter()
        .map(|(label, said)| Line::new(words.text(label), String::new(), said, Some(Target::Own)));
    let left = rep.left_on.map(|on| {
        let said = Message::new("person-left").with("day", words.day(on));
        let line = Line::new(
            words.text("field-left-on"),
            String::new(),
            words.say(&said),
            Some(Target::Own),
        );
        line.looking(Look::Warn)
    });
    let away = view.away.iter().map(|it| away(words, it, today));
    facts.chain(left).chain(away).collect()
}

fn away(words: &Words, away: &Away, today: Day) -> Line {
    let days = Message::new("days-from-to")
        .with("start", words.day_brief(away.from_on, today))
        .with("end", words.day_brief(away.back_on.plus_days(-1), today));
    let cover = away.cover.as_ref().map(|name| {
        let said = Message::new("person-covered").with("name", name.as_str());
        words.say(&said)
    });
    let said = joined([Some(words.say(&days)), cover]);
    let line = Line::new(words.text("person-away"), String::new(), said, None);
    let is_now = away.from_on <= today;
    line.looking(if is_now { Look::Warn } else { Look::Plain })
}

fn week(words: &Words, view: &PersonView) -> Vec<Line> {
    let week = &view.week;
    let figures = &week.figures;
    let counted = |a: String, b: String| {
        let said = Message::new("sprint-counted").with("counted", a);
        words.say(&said.with("target", b))
    };
    let done = counted(
        words.count(figures.planned_done),
        words.count(figures.planned),
    );
    let items = match week.state {
        Some(_) => joined([
            Some(words.say(&Message::new("person-done").with("added", figures.added))),
            week.goal.clone(),
        ]),
        None => words.text("sprint-no-week"),
    };
    let load = counted(
        hours(words, figures.load_minutes),
        hours(words, figures.capacity_minutes),
    );
    let is_over = figures.load_minutes > figures.capacity_minutes;
    let target = || Some(Target::Week);
    let lines = [
        Line::new(words.text("person-items"), done, items, target()),
        Line::new(
            words.text("person-hours"),
            load,
            words.text("person-load"),
            target(),
        )
        .looking(if is_over { Look::Warn } else { Look::Plain }),
    ];
    let blockers = week.blockers.iter().map(|it| blocked(words, it));
    lines.into_iter().chain(blockers).collect()
}

/// `blocked   2 d   price list, waits for Annemarie · Acme`
fn blocked(words: &Words, blocked: &Blocked) -> Line {
    let days = blocked.days;
    let days = days.map(|days| words.say(&Message::new("days-short").with("days", days)));
    let waits = blocked.owner.as_ref().map(|name| {
        let said = Message::new("person-waits").with("name", name.as_str());
        words.say(&said)
    });
    let said = joined([Some(blocked.what.clone()), waits, blocked.deal.clone()]);
    let target = blocked.deal_id.map_or(Target::Week, Target::Deal);
    let line = Line::new(
        words.text("person-blocked"),
        days.unwrap_or_default(),
        said,
        Some(target),
    );
    line.looking(Look::Warn)
}

fn at_risk(words: &Words, view: &PersonView) -> Vec<Line> {
    let line = |need: &Need| {
        let why = deal::why(words, &need.reasons);
        let target = Some(Target::Deal(need.deal.id));
        let amount = deal::amount(words, &need.deal);
        Line::new(need.deal.name.clone(), amount, why, target).looking(Look::Warn)
    };
    let shown = view.needs.needs.iter().take(NEEDS_SHOWN).map(line);
    let rest = usize::try_from(view.needs.count).unwrap_or(0);
    let rest = rest.saturating_sub(NEEDS_SHOWN);
    let more = (rest > 0).then(|| {
        let said = words.say(&Message::new("person-more").with("count", rest));
        let line = Line::said(said).looking(Look::Dim);
        Line {
            target: Some(Target::Needs),
            ..line
        }
    });
    shown.chain(more).collect()
}

fn numbers(words: &Words, view: &PersonView, width: u16) -> Vec<Line> {
    let numbers = view.numbers.iter().enumerate();
    numbers
        .map(|(at, it)| number(words, at, it, width))
        .collect()
}

/// `Win rate   31 %   worse than 35 % before · n = 29`
fn number(words: &Words, at: usize, number: &PersonNumber, width: u16) -> Line {
    let cell = &number.cell;
    let label = kpi::kpi(number.kpi).map_or_else(String::new, |kpi| {
        let whole = words.text(&kpi.message(""));
        if text::width(&whole) <= label(width) {
            whole
        } else {
            words.text(&kpi.message("-short"))
        }
    });
    let before = cell.before.as_ref();
    let before = before.map(|before| words.measure_short(before));
    let before = before.filter(|said| said != NO_VALUE).map(|before| {
        let key = match cell.change {
            Change::Better => "kpis-before-better",
            Change::Worse => "kpis-before-worse",
            Change::Same => "kpis-before-same",
            Change::Unknown => "kpis-before",
        };
        words.say(&Message::new(key).with("value", before))
    });
    let n = cell.value.observations().filter(|n| *n > 0);
    let n = n.map(|n| words.say(&Message::new("kpis-observations").with("n", n)));
    let target = cell.target.as_ref().map(|target| {
        words.say(&Message::new("kpis-target").with("value", words.measure_short(target)))
    });
    let values: Vec<_> = cell.trend.iter().map(|it| Some(*it)).collect();
    let has_trend = width >= TREND_MIN && cell.trend.iter().any(|it| *it != 0);
    let trend = has_trend.then(|| meter::sparkline(&values));
    let said = joined([before, n, target, trend]);
    let value = words.measure_short(&cell.value);
    Line::new(label, value, said, Some(Target::Number(at)))
}

fn seats(words: &Words, view: &PersonView) -> Vec<Line> {
    let seat = |seat: &SeatRow| {
        let role = seat
            .role
            .clone()
            .unwrap_or_else(|| words.text("person-no-role"));
        let amount = seat.amount.zip(seat.currency);
        let amount = amount.map(|(minor, currency)| words.money_short(Money::new(minor, currency)));
        let level = seat
            .level
            .map(|it| words.word("deal_member", "deal_level", it.code()));
        let target = match (seat.deal_id, seat.account_id) {
            (Some(id), _) => Some(Target::Deal(id)),
            (None, Some(id)) => Some(Target::Account(id, seat.name.clone())),
            (None, None) => None,
        };
        let kind = match seat.deal_id {
            Some(_) => "kind-deal",
            None => "kind-account",
        };
        let said = joined([Some(seat.name.clone()), Some(words.text(kind)), level]);
        Line::new(
            role,
            amount.unwrap_or_else(|| NO_VALUE.to_owned()),
            said,
            target,
        )
    };
    view.seats.iter().map(seat).collect()
}

fn all_duties(words: &Words, view: &PersonView, today: Day) -> Vec<Line> {
    let duties = view.duties.iter().enumerate();
    duties.map(|(at, it)| duty(words, at, it, today)).collect()
}

fn duty(words: &Words, at: usize, duty: &PersonDuty, today: Day) -> Line {
    let row = &duty.row;
    let on = row
        .on
        .map_or_else(|| NO_VALUE.to_owned(), |on| words.day_brief(on, today));
    let (key, look) = match (duty.is_done, duty.is_overdue) {
        (true, _) => ("person-duty-done", Look::Dim),
        (false, true) => ("person-duty-overdue", Look::Bad),
        (false, false) => ("person-duty-open", Look::Plain),
    };
    let said = joined([Some(words.text(key)), row.about.clone(), row.role.clone()]);
    let name = row.name.clone().unwrap_or_default();
    Line::new(name, on, said, Some(Target::Duty(at))).looking(look)
}

fn channels(words: &Words, view: &PersonView) -> Vec<Line> {
    let line = |it: &Channel| {
        let kind = words.word("channel", "kind", it.kind.code());
        let address = it.address.clone().unwrap_or_else(|| NO_VALUE.to_owned());
        let target = Some(Target::Record(Kind::Channel, it.id.0));
        Line::new(kind, String::new(), address, target)
    };
    let gap = view.is_hard_to_reach().then(|| {
        let said = words.text("person-channels-gap");
        let target = Some(Target::New(Kind::Channel));
        Line::new(words.text("person-gap"), String::new(), said, target).looking(Look::Warn)
    });
    view.channels.iter().map(line).chain(gap).collect()
}

fn skills(words: &Words, view: &PersonView) -> Vec<Line> {
    let line = |it: &Skill| {
        let level = it.level.map_or_else(
            || (NO_VALUE.to_owned(), String::new()),
            |level| {
                let said = Message::new("sprint-counted").with("counted", level);
                let said = words.say(&said.with("target", SKILL_MAX));
                (said, meter::bar(Ratio::new(level, SKILL_MAX), METER))
            },
        );
        let target = Some(Target::Record(Kind::Skill, it.id.0));
        Line::new(it.name.clone(), level.0, level.1, target)
    };
    view.skills.iter().map(line).collect()
}

fn operations(words: &Words, view: &PersonView) -> Vec<Line> {
    let line = |it: &OpsDuty| {
        let category = words.word("ops_duty", "ops_category", it.ops_category.code());
        let side = words.word("ops_duty", "side", it.side.code());
        let said = joined([Some(it.name.clone()), Some(side)]);
        let target = Some(Target::Record(Kind::OpsDuty, it.id.0));
        Line::new(category, String::new(), said, target)
    };
    let mut duties: Vec<_> = view.ops.iter().collect();
    duties.sort_by_key(|it| it.ops_category);
    duties.into_iter().map(line).collect()
}

fn served(view: &PersonView) -> Vec<Line> {
    let line = |(id, name): &(RepId, String)| {
        let target = Some(Target::Person(*id));
        Line::new(name.clone(), String::new(), String::new(), target)
    };
    view.served.iter().map(line).collect()
}

fn counted(count: i64) -> String {
    if count == 0 {
        String::new()
    } else {
        count.to_string()
    }
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    let parts = parts.into_iter().flatten().filter(|it| !it.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}
