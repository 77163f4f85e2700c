//! What is said of a week around its board: its goal and its numbers above, what left it and what is ahead below.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::card::{hours, is_on_board};
use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::money::Ratio;
use crate::domain::sprint::{By, Ending, SprintState};
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::week::{Ahead, HORIZON_WEEKS, Milestone, WeekItem, WeekView};
use crate::tui::theme::Theme;
use crate::tui::widget::{Paint, deal, meter, text};

/// Cells of the meter of hours.
const METER: u16 = 14;

/// Cells between two parts of a line.
const GAP: u16 = 3;

/// A number with how it looks, and how soon it goes where there is little room.
type Part = (u8, String, Style);

/// Draws goal and numbers, how many are marked, and how many things of any day are out of sight.
pub(super) fn draw(
    paint: &mut Paint<'_>,
    week: &WeekView,
    (today, marked): (Day, usize),
    hidden: usize,
    area: Rect,
) {
    draw_title(paint, week, today, text::line_of(area, 0));
    let line = text::after(text::line_of(area, 1), 1);
    let mut parts = numbers(paint.words, paint.theme, week);
    if hidden > 0 {
        let said = Message::new("sprint-any-day").with("count", hidden);
        parts.push((1, paint.words.say(&said), paint.theme.accent));
    }
    if marked > 0 {
        let said = Message::new("pane-pipeline-marked").with("count", marked);
        parts.insert(0, (0, paint.words.say(&said), paint.theme.accent));
    }
    let total = |parts: &[Part]| {
        let widths = parts.iter().map(|(_, said, _)| text::width(said) + 2);
        widths.fold(0, u16::saturating_add)
    };
    while total(&parts) > line.width
        && let Some((at, _)) = (0..).zip(&parts).max_by_key(|(_, part)| part.0)
    {
        parts.remove(at);
    }
    let mut rest = line;
    for (_, said, style) in parts {
        let taken = text::put(paint.buf, rest, &said, style);
        rest = text::after(rest, taken + 2);
    }
}

/// Says where a card goes that is being dragged, instead of the title.
pub(super) fn draw_dragged(paint: &mut Paint<'_>, dragged: &Message, area: Rect) {
    let line = text::line_of(area, 0);
    paint.clear(line);
    let said = paint.words.say(dragged);
    text::put(paint.buf, text::after(line, 1), &said, paint.theme.accent);
}

fn draw_title(paint: &mut Paint<'_>, week: &WeekView, today: Day, line: Rect) {
    let (words, theme) = (paint.words, paint.theme);
    let title = Message::new("sprint-title")
        .with("week", words.week(week.week_on))
        .with("rep", week.rep.as_str());
    let inner = text::after(line, 1);
    let taken = text::put(paint.buf, inner, &words.say(&title), theme.title);
    let mut rest = text::after(inner, taken + 2);
    if let Some(state) = state(words, week, today) {
        let taken = text::put(paint.buf, rest, &state, theme.accent);
        rest = text::after(rest, taken + 2);
    }
    rest.width = rest.width.saturating_sub(1);
    let day = working_day(words, week, today);
    let width = text::width(&day);
    if width + GAP < rest.width {
        text::put_right(paint.buf, rest, &day, theme.dim);
        rest.width -= width + GAP;
    }
    let goal = match &week.goal {
        Some(goal) => Message::new("sprint-goal").with("goal", goal.as_str()),
        None if week.state == SprintState::Closed => Message::new("sprint-had-no-goal"),
        None => Message::new("sprint-no-goal"),
    };
    let style = if week.goal.is_some() {
        theme.text
    } else {
        theme.dim
    };
    text::put(paint.buf, text::after(rest, 1), &words.say(&goal), style);
}

/// Where the week stands, if that is worth a word.
fn state(words: &Words, week: &WeekView, today: Day) -> Option<String> {
    let last = week.days.last().copied();
    let is_ending = last.unwrap_or(week.week_on) <= today;
    let key = match (week.state, week.started_by, week.closed_by) {
        (SprintState::Closed, _, Some(By::Clock)) => "sprint-closed-by-clock",
        (SprintState::Closed, ..) => "sprint-closed",
        (SprintState::Active, ..) if is_ending => "sprint-ends",
        (SprintState::Active, Some(By::Clock), _) => "sprint-started-by-clock",
        (SprintState::Active, ..) => return None,
        (SprintState::Planning, ..) => "sprint-planning",
    };
    Some(words.text(key))
}

/// `working day 2 of 5`, of another week `5 working days`.
fn working_day(words: &Words, week: &WeekView, today: Day) -> String {
    let message = if week.week_on == today.monday() {
        let past = week.days.iter().filter(|day| **day <= today);
        Message::new("sprint-day").with("at", past.count())
    } else {
        Message::new("sprint-days")
    };
    words.say(&message.with("count", week.days.len()))
}

fn numbers(words: &Words, theme: &Theme, week: &WeekView) -> Vec<Part> {
    let figures = &week.figures;
    let count = |rank, key, count: i64| {
        let said = words.say(&Message::new(key).with("count", count));
        (rank, said, theme.text)
    };
    let mut parts = vec![count(0, "sprint-planned", figures.planned)];
    if figures.planned > 0 {
        let done = Message::new("sprint-done")
            .with("count", figures.planned_done)
            .with("share", words.percent(figures.completion()));
        parts.push((0, words.say(&done), theme.text));
    }
    let changes = [
        ("sprint-added", figures.added),
        ("sprint-dropped", figures.dropped),
        ("sprint-carried", figures.carried_in),
        ("sprint-carried-on", figures.carried_out),
    ];
    let changes = changes.into_iter().filter(|(_, count)| *count > 0);
    parts.extend(changes.map(|(key, it)| count(2, key, it)));
    let load = Ratio::new(figures.load_minutes, figures.capacity_minutes);
    let is_over = figures.load_minutes > figures.capacity_minutes;
    let style = if is_over { theme.warn } else { theme.text };
    let hours = Message::new("sprint-hours")
        .with("load", hours(words, figures.load_minutes))
        .with("capacity", hours(words, figures.capacity_minutes));
    if figures.capacity_minutes > 0 {
        parts.push((3, meter::bar(load, METER), theme.accent));
    }
    parts.push((1, words.say(&hours), style));
    if week.is_over_wip() {
        let over = Message::new("sprint-over-wip")
            .with("count", week.wip())
            .with("limit", week.wip_limit);
        parts.push((1, words.say(&over), theme.warn));
    }
    if week.burndown.iter().any(|minutes| *minutes > 0) {
        let left: Vec<_> = week.burndown.iter().copied().map(Some).collect();
        let burndown = Message::new("sprint-burndown").with("line", meter::sparkline(&left));
        parts.push((4, words.say(&burndown), theme.text));
        parts.extend(pace(words, theme, week).into_iter().flatten());
    }
    if !week.backlog.is_empty() {
        let waiting = i64::try_from(week.backlog.len()).unwrap_or(i64::MAX);
        parts.push(count(5, "sprint-backlog", waiting));
    }
    parts
}

/// `7.5 h left  2.9 h at an even pace`
fn pace(words: &Words, theme: &Theme, week: &WeekView) -> Option<[Part; 2]> {
    let (first, last) = (week.burndown.iter().max()?, week.burndown.last()?);
    let all = i64::try_from(week.days.len()).ok().filter(|all| *all > 0)?;
    let past = i64::try_from(week.burndown.len()).unwrap_or(all);
    let even = first * (all - past).max(0) / all;
    let said = |key, minutes| words.say(&Message::new(key).with("hours", hours(words, minutes)));
    let style = if *last > even { theme.warn } else { theme.good };
    Some([
        (4, said("sprint-pace-left", *last), style),
        (6, said("sprint-pace-even", even), theme.dim),
    ])
}

/// Draws what left the week undone, with why.
pub(super) fn draw_left(paint: &mut Paint<'_>, week: &WeekView, area: Rect) {
    let left = week.items.iter().filter(|it| !is_on_board(it));
    let said = left.map(|it| ended(paint.words, it)).collect();
    draw_below(paint, "sprint-left", said, area);
}

fn ended(words: &Words, item: &WeekItem) -> String {
    let parts = [&item.deal, &item.account, &item.subject];
    let named = parts.into_iter().flatten().next().cloned();
    let about = item.deal.as_ref().or(item.account.as_ref());
    let duty = deal::duty(item.kind, item.subject.as_ref(), about);
    let what = duty
        .or(named)
        .unwrap_or_else(|| deal::kind(words, item.kind));
    let ended = match item.ending {
        Some(Ending::Carried) => "sprint-ended-carried",
        Some(Ending::Returned) => "sprint-ended-returned",
        _ => "sprint-ended-dropped",
    };
    let ended = words.say(&Message::new(ended).with("what", what));
    match &item.reason {
        Some(reason) => [ended.as_str(), reason].join(", "),
        None => ended,
    }
}

/// Draws what the deals of the next weeks have ahead, week by week.
pub(super) fn draw_ahead(paint: &mut Paint<'_>, week: &WeekView, area: Rect) {
    let words = paint.words;
    let of_week = |at: i64| {
        let from = week.week_on.plus_days(7 * at);
        let here = week.horizon.iter().filter(|it| it.on.monday() == from);
        let said: Vec<_> = here.map(|it| milestone(words, it, None)).collect();
        let said = if said.is_empty() {
            NO_VALUE.to_owned()
        } else {
            said.join(" · ")
        };
        [words.week(from), said].join(" ")
    };
    let said = if week.horizon.is_empty() {
        vec![words.text("sprint-ahead-none")]
    } else {
        (1..=HORIZON_WEEKS).map(of_week).collect()
    };
    draw_below(paint, "sprint-ahead", said, area);
}

/// Draws what its rep says of a closed week.
pub(super) fn draw_review(paint: &mut Paint<'_>, week: &WeekView, area: Rect) {
    let texts = [&week.keep, &week.change, &week.attempt];
    let improvement = week.improvement.as_ref();
    let mut said = paint.words.week_said(week.goal_met, texts, improvement);
    if said.is_empty() {
        said.push(paint.words.text("review-unsaid"));
    }
    draw_below(paint, "sprint-review", said, area);
}

/// `close Acme Bottling € 48k`, after its day where its week says too little.
pub(super) fn milestone(words: &Words, ahead: &Ahead, today: Option<Day>) -> String {
    let what = match ahead.milestone {
        Milestone::Agreement => deal::kind(words, ActivityKind::Agreement),
        Milestone::Close => words.text("sprint-close"),
    };
    let amount = ahead.amount.map(|it| words.money_short(it));
    let on = today.map(|today| words.day_brief(ahead.on, today));
    let parts = [on, Some(what), Some(ahead.deal.clone()), amount];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Draws parts into lines, none of them apart; the last line has all that is left.
fn draw_below(paint: &mut Paint<'_>, label: &'static str, parts: Vec<String>, area: Rect) {
    let place = text::after(area, 1);
    let taken = text::put(
        paint.buf,
        text::line_of(place, 0),
        &paint.words.text(label),
        paint.theme.title,
    );
    let place = text::after(place, taken + 2);
    let gap = " ".repeat(GAP.into());
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let is_last = lines.len() >= usize::from(area.height);
        let fits = |line: &String| text::width(line) + GAP + text::width(&part) < place.width;
        match lines.last_mut() {
            Some(line) if is_last || fits(line) => {
                line.push_str(&gap);
                line.push_str(&part);
            }
            _ => lines.push(part),
        }
    }
    for (line, said) in place.rows().zip(lines) {
        text::put(paint.buf, line, &said, paint.theme.dim);
    }
}
