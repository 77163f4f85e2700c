//! What stands on a card: an item of the week, or one of the backlog.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::stack::Told;
use super::{Column, Layout, day};
use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::id::{ActivityId, DealId};
use crate::domain::message::Message;
use crate::domain::money::{Money, Ratio};
use crate::domain::sprint::{CARRIES_MARKED, Ending, Lane, Urgency};
use crate::domain::text::Escaped;
use crate::glyph;
use crate::i18n::Words;
use crate::service::view::week::{BacklogItem, WeekItem, WeekView};
use crate::tui::action::Where;
use crate::tui::theme::Theme;
use crate::tui::widget::deal::BETWEEN;
use crate::tui::widget::{Paint, deal, meter, text};

/// Cells of the meter of a counted item.
const METER: u16 = 8;

/// Between the stages that a deal went from and to.
const GOES: &str = "→";

/// A card of the board.
#[derive(Debug, Clone, Copy)]
pub(super) enum Card<'a> {
    /// In the week.
    Item(&'a WeekItem),
    /// In the backlog.
    Waiting(&'a BacklogItem),
}

/// The cards of a column, in their order: what is in the week, or was done in it.
pub(super) fn cards(week: &WeekView, column: Column) -> Vec<Card<'_>> {
    let items = week.items.iter().filter(|it| is_on_board(it));
    let in_lane = |lane| items.clone().filter(move |it| it.lane == lane);
    match column {
        Where::Lane(lane) => {
            let of_others = week.served.iter().filter(|it| it.lane == lane);
            in_lane(lane).chain(of_others).map(Card::Item).collect()
        }
        Where::Backlog => week.backlog.iter().map(Card::Waiting).collect(),
        Where::On(_) | Where::AnyDay => {
            let all = items.chain(&week.dated).chain(&week.served);
            let mut here: Vec<_> = all.filter(|it| day::column(week, it) == column).collect();
            // What has a time comes before what has the whole day for it.
            here.sort_by_key(|it| (it.start_time.is_none(), &it.start_time));
            here.into_iter().map(Card::Item).collect()
        }
        Where::NextWeek | Where::Week(_) => Vec::new(),
    }
}

/// Whether an item is in the week, and was not carried on, sent back or dropped.
pub(super) fn is_on_board(item: &WeekItem) -> bool {
    matches!(item.ending, None | Some(Ending::Done))
}

impl<'a> Card<'a> {
    /// The activity.
    pub fn activity_id(self) -> ActivityId {
        match self {
            Self::Item(it) => it.activity_id,
            Self::Waiting(it) => it.activity_id,
        }
    }

    /// What kind.
    pub fn kind(self) -> ActivityKind {
        match self {
            Self::Item(it) => it.kind,
            Self::Waiting(it) => it.kind,
        }
    }

    /// The deal.
    pub fn deal_id(self) -> Option<DealId> {
        match self {
            Self::Item(it) => it.deal_id,
            Self::Waiting(it) => it.deal_id,
        }
    }

    /// The item, if it is one of the week.
    pub fn item(self) -> Option<&'a WeekItem> {
        match self {
            Self::Item(it) => Some(it),
            Self::Waiting(_) => None,
        }
    }

    /// What it is about, and its subject; of what a role owes its name stands first.
    fn names(self) -> (Option<&'a str>, Option<&'a str>) {
        let (deal, account, subject) = match self {
            Self::Item(it) => (&it.deal, &it.account, &it.subject),
            Self::Waiting(it) => (&it.deal, &it.account, &it.subject),
        };
        let subject = subject.as_deref().filter(|it| !it.is_empty());
        let about = deal.as_deref().or(account.as_deref());
        let is_said = |it: &&str| !it.is_empty() && !subject.unwrap_or_default().contains(*it);
        let about = about.filter(is_said);
        match subject {
            Some(_) if self.kind() == ActivityKind::Duty => (subject, about),
            _ => (about, subject),
        }
    }

    /// The deal's amount.
    pub fn amount(self) -> Option<Money> {
        match self {
            Self::Item(it) => it.amount,
            Self::Waiting(it) => it.amount,
        }
    }

    /// What it is about: the deal or account, else its subject, else its kind.
    pub fn name(self, words: &Words) -> String {
        let (about, subject) = self.names();
        let name = about.or(subject).map(str::to_owned);
        name.unwrap_or_else(|| deal::kind(words, self.kind()))
    }

    /// What it is about and, where there is no other line for it, its subject.
    fn headline(self, (words, layout): (&Words, Layout), told: Told) -> String {
        let (about, subject) = self.names();
        let subject = subject.filter(|_| told == Told::Short || about.is_none());
        let whom = self.item().and_then(|it| it.whom.as_deref());
        let parts: Vec<&str> = whom.into_iter().chain(about).chain(subject).collect();
        match (layout, &parts[..]) {
            // Where no kind stands before it.
            (Layout::Days, []) => deal::kind(words, self.kind()),
            _ => parts.join(BETWEEN),
        }
    }

    /// What stands before what it is called: its kind, or its time where days are shown.
    pub fn lead(self, words: &Words, layout: Layout) -> String {
        let time = || self.item().and_then(|it| it.start_time.clone());
        match layout {
            Layout::Board => deal::kind(words, self.kind()),
            Layout::Days => time().unwrap_or_default(),
        }
    }

    /// Cells beside that and the signs on the first line of a card of this width.
    fn room(self, (words, layout): (&Words, Layout), width: u16) -> u16 {
        let signs = text::width(&self.signs_said());
        let lead = text::width(&self.lead(words, layout));
        let taken = lead + u16::from(lead > 0) + signs + u16::from(signs > 0);
        width.saturating_sub(2 + taken)
    }

    /// Whether what it is called has no room on a line.
    pub fn is_long(self, shown: (&Words, Layout), width: u16) -> bool {
        text::width(&self.headline(shown, Told::All)) > self.room(shown, width)
    }

    /// What it is called: on the first line behind its lead and, where there is one more for it, on the second.
    pub fn title(
        self,
        shown: (&Words, Layout),
        width: u16,
        told: Told,
    ) -> (String, Option<String>) {
        let headline = self.headline(shown, told);
        let room = self.room(shown, width);
        if told != Told::All || text::width(&headline) <= room {
            return (text::fit(&headline, room), None);
        }
        let fits = |(at, _): &(usize, char)| {
            let begin = headline.get(..*at).unwrap_or_default();
            text::width(begin) <= room
        };
        let spaces = headline.char_indices().filter(|(_, c)| *c == ' ');
        let at = spaces.take_while(fits).last().map_or(0, |(at, _)| at);
        let (begin, rest) = headline.split_at(at);
        let rest = text::fit(rest.trim_start(), width.saturating_sub(2));
        (begin.to_owned(), Some(rest))
    }

    /// The last line: what stops it, else its subject.
    pub fn more(self) -> Option<&'a str> {
        let blocker = self.item().filter(|it| it.lane == Lane::Blocked);
        let blocker = blocker.and_then(|it| it.blocker.as_deref());
        let (about, subject) = self.names();
        blocker.or(subject.filter(|_| about.is_some()))
    }

    /// The second line: how far it is, how much is at stake, when, and how long it takes, as much of it as there is
    /// room for. What is late says so first.
    pub fn detail(self, paint: &Paint<'_>, today: Day, place: Rect, told: Told) -> (String, Style) {
        let (words, theme) = (paint.words, paint.theme);
        let amount = self.amount().map(|it| words.money_short(it));
        let Self::Item(item) = self else {
            return (amount.unwrap_or_default(), theme.dim);
        };
        let amount = moved(amount.as_deref(), item, place.width).or(amount);
        if item.lane == Lane::Blocked {
            return (waits(words, item, told), theme.warn);
        }
        let when = when(words, item, today);
        let counted = item.target.map(|target| {
            let share = Ratio::new(item.counted, target);
            let said = Message::new("sprint-counted")
                .with("counted", item.counted)
                .with("target", target);
            [&words.say(&said), " ", &meter::bar(share, METER)].concat()
        });
        let is_done = item.lane == Lane::Done;
        let is_late = is_late(item, today);
        let length = (item.is_estimated && !is_done).then(|| {
            words.say(&Message::new("today-hours").with("hours", hours(words, item.minutes)))
        });
        let sign = is_done.then(|| glyph::MARK.to_owned());
        let (first, then) = if is_late {
            (when, amount)
        } else {
            (amount, when)
        };
        let parts = [sign, counted, first, then, length];
        let said = fitting(parts.into_iter().flatten(), place);
        match (is_done, is_late) {
            (true, _) => (said, theme.good),
            (false, true) => (said, theme.bad),
            (false, false) => (said, theme.text),
        }
    }

    /// What is to be seen of it at once: that it presses, that it came after the start, how often it was carried.
    pub fn signs(self, theme: &Theme) -> (String, Style) {
        let Self::Item(item) = self else {
            return (String::new(), theme.dim);
        };
        let is_pressing = item.carry_count >= CARRIES_MARKED || item.urgency == Some(Urgency::High);
        let style = match item.clash {
            Some(_) => theme.bad,
            None if is_pressing => theme.warn,
            None => theme.dim,
        };
        (self.signs_said(), style)
    }

    fn signs_said(self) -> String {
        let Self::Item(item) = self else {
            return String::new();
        };
        let urgency = match item.urgency {
            Some(Urgency::High) => "!",
            Some(Urgency::Low) => glyph::BELOW,
            None => "",
        };
        let added = if item.is_added { "+" } else { "" };
        let carried =
            (item.carry_count > 0).then(|| format!("{}{}", glyph::PUT_OFF, item.carry_count));
        let clash = item.clash.map_or("", |_| glyph::FAILED);
        [clash, urgency, added, &carried.unwrap_or_default()].concat()
    }

    /// The card in a line for other programs.
    pub fn as_text(self, words: &Words) -> String {
        let (about, subject) = self.names();
        let kind = deal::kind(words, self.kind());
        let item = self.item();
        let amount = self.amount().map(|it| format!("{it} {}", it.currency));
        let on = item.and_then(|it| it.due_on).map(|on| on.to_string());
        let time = item.and_then(|it| it.start_time.clone());
        let names = [Some(kind.as_str()), about, subject];
        let names = names.into_iter().flatten().map(str::to_owned);
        let parts = names.chain([amount, on, time].into_iter().flatten());
        // Whoever pastes it may paste it into a shell.
        let safe: Vec<_> = parts.map(|part| Escaped(&part).to_string()).collect();
        safe.join("\t")
    }
}

/// `€ 12.5k Discover→Propose`: what is at stake, and how far it went; where there is no room for both, where to.
fn moved(amount: Option<&str>, item: &WeekItem, width: u16) -> Option<String> {
    let (from, to) = item.moved.as_ref()?;
    let said = |from: &str| {
        let way = [from, GOES, to].concat();
        let parts = [amount, Some(&*way)].into_iter().flatten();
        parts.collect::<Vec<_>>().join(" ")
    };
    let whole = said(from);
    let taken = [glyph::MARK, " ", &whole].concat();
    Some(if text::width(&taken) < width {
        whole
    } else {
        said("")
    })
}

/// Parts of a line, as many of them as there is room for.
pub(super) fn fitting(parts: impl Iterator<Item = String>, place: Rect) -> String {
    let mut said = String::new();
    for part in parts {
        let gap = match said.as_str() {
            "" => "",
            glyph::MARK => " ",
            _ => BETWEEN,
        };
        let more = [&said, gap, &part].concat();
        if gap == BETWEEN && text::width(&more) + 2 > place.width {
            break;
        }
        said = more;
    }
    said
}

/// Whether it should have been done by now.
pub(super) fn is_late(item: &WeekItem, today: Day) -> bool {
    item.lane != Lane::Done && item.due_on.is_some_and(|on| on < today)
}

/// `Fri 11:00`, `2 d late`
fn when(words: &Words, item: &WeekItem, today: Day) -> Option<String> {
    let on = item.due_on?;
    if is_late(item, today) {
        let late = Message::new("today-late").with("days", today.days_since(on));
        return Some(words.say(&late));
    }
    let day = words.weekday(on);
    let time = item.start_time.as_ref().filter(|_| item.lane != Lane::Done);
    Some(time.map_or_else(|| day.clone(), |time| [&day, " ", time].concat()))
}

/// `waits for Mila, 2 d`
pub(super) fn waits(words: &Words, item: &WeekItem, told: Told) -> String {
    let waits = match &item.blocker_owner {
        Some(owner) => Message::new("sprint-waits-for").with("owner", owner.as_str()),
        None => Message::new("sprint-waits"),
    };
    let mut said = words.say(&waits);
    if let Some(days) = item.blocked_days.filter(|days| *days > 0) {
        let since = Message::new("sprint-since").with("what", said);
        said = words.say(&since.with("days", days));
    }
    let what = item.blocker.as_deref().filter(|_| told == Told::Short);
    what.map_or_else(|| said.clone(), |what| [&said, ": ", what].concat())
}

/// Minutes as hours, whole where they are: `36`, `3.5`.
pub(in crate::tui) fn hours(words: &Words, minutes: i64) -> String {
    let decimals = u8::from(minutes % 60 != 0);
    words.decimal(Ratio::new(minutes, 60), decimals)
}
