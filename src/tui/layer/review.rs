//! The review of a team's week, over the whole screen: page by page what all of them come to, in letters that are read from
//! four metres. It ends with a summary that can be copied and kept. It names nobody's misses.
//!
//! ```text
//!  Review Nord, 2026-W47                                                          2 of 5
//! ──────────────────────────────────────────────────────────────────────────────────────
//!  € 48k
//!  Won · 3 deals
//!  Acme, € 31k (Bavo)
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::standup::{HEAD, inner, large, whole, wrapped};
use super::{Layer, Reaction};
use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::team::Who;
use crate::glyph;
use crate::i18n::Words;
use crate::i18n::review::Part;
use crate::service::Query;
use crate::service::view::review::ReviewView;
use crate::tui::action::{Action, Context, InRound, Step};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::layout::below;
use crate::tui::model::Model;
use crate::tui::widget::{Paint, text};

/// While it goes from page to page.
pub(super) const PAGE: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Review,
    Context::Named,
    Context::Layer,
];

/// When it is over.
pub(super) const SUMMARY: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Summary,
    Context::Named,
    Context::Layer,
];

/// What is said large on a page, and below it.
struct Page {
    headline: fn(&Words, &ReviewView) -> String,
    lines: fn(&Words, &ReviewView) -> Vec<String>,
    /// Whom it names.
    people: fn(&ReviewView) -> Vec<RepId>,
}

static PAGES: &[Page] = &[
    Page {
        headline: |words, view| words.review_goals(view),
        lines: |words, view| words.review_sums(view).split_off(1),
        people: |view| view.open().map(|it| it.rep_id).collect(),
    },
    Page {
        headline: |words, view| words.measure_short(&view.won.value),
        lines: |words, view| {
            with_title(
                words.review_won(&view.won),
                words.review_part(view, Part::Won),
            )
        },
        people: |view| people(view, Part::Won),
    },
    Page {
        headline: |words, view| words.measure_short(&view.moved.value),
        lines: |words, view| {
            with_title(
                words.review_moved(&view.moved),
                words.review_part(view, Part::Moved),
            )
        },
        people: |view| people(view, Part::Moved),
    },
    Page {
        headline: |words, _| words.text(Part::Stuck.title()),
        lines: |words, view| or_none(words, words.review_part(view, Part::Stuck)),
        people: |view| people(view, Part::Stuck),
    },
    Page {
        headline: |words, _| words.text(Part::Improvements.title()),
        lines: |words, view| or_none(words, words.review_part(view, Part::Improvements)),
        people: |view| people(view, Part::Improvements),
    },
];

fn with_title(title: String, mut lines: Vec<String>) -> Vec<String> {
    lines.insert(0, title);
    lines
}

/// Of whom a part tells something.
fn people(view: &ReviewView, part: Part) -> Vec<RepId> {
    let named = view.rows.iter().filter(|row| part.tells_of(row));
    named.map(|row| row.rep_id).collect()
}

fn or_none(words: &Words, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        vec![words.text("review-part-none")]
    } else {
        lines
    }
}

/// The review of a team's week over the pane.
#[derive(Debug)]
pub struct TeamReview {
    who: Who,
    week_on: Day,
    today: Day,
    asked: Asked<Box<ReviewView>>,
    /// The page; one more than there are is the summary.
    at: usize,
    /// The first line that is shown of it.
    first: usize,
}

/// Lays the review of a week of whoever is shown over the pane.
pub fn open(model: &mut Model, week_on: Day) -> Vec<Effect> {
    let mut review = TeamReview {
        who: model.scope.who(),
        week_on,
        today: model.today,
        asked: Asked::default(),
        at: 0,
        first: 0,
    };
    let effects = review.refresh(model.pane_area());
    model.layers.push(Box::new(review));
    effects
}

impl TeamReview {
    fn view(&self) -> Option<&ReviewView> {
        self.asked.answer.as_deref()
    }

    fn is_summary(&self) -> bool {
        self.at == PAGES.len()
    }

    fn go_to(&mut self, at: usize) {
        (self.at, self.first) = (at.min(PAGES.len()), 0);
    }

    fn markdown(&self, words: &Words) -> Option<String> {
        self.view().map(|view| words.review_markdown(view))
    }

    fn save(&self, words: &Words) -> Vec<Effect> {
        let view = self.view();
        let name = view.map(|view| format!("review-{}.md", view.week.name));
        let effect = name.zip(self.markdown(words));
        let effect = effect.map(|(name, text)| Effect::Write(name, text));
        effect.into_iter().collect()
    }

    /// Its lines below what is said large.
    fn lines(&self, words: &Words, width: u16) -> Vec<String> {
        let Some(view) = self.view() else {
            return Vec::new();
        };
        match PAGES.get(self.at) {
            Some(page) => {
                let lines = (page.lines)(words, view);
                let wrapped = lines.iter().flat_map(|it| text::wrap(it, width));
                wrapped.collect()
            }
            None => wrapped(&words.review_markdown(view), width),
        }
    }

    fn scroll(&mut self, model: &Model, words: &Words, step: Step) {
        let area = inner(whole(model));
        let count = self.lines(words, area.width).len();
        let page = usize::from(area.height).saturating_sub(HEAD).max(1);
        let last = count.saturating_sub(1);
        let first = match step {
            Step::Up | Step::Left => self.first.saturating_sub(1),
            Step::Down | Step::Right => self.first + 1,
            Step::PageUp => self.first.saturating_sub(page),
            Step::PageDown => self.first + page,
            Step::First => 0,
            Step::Last => last,
        };
        self.first = first.min(last);
    }

    fn head(&self, paint: &mut Paint<'_>, view: &ReviewView, area: Rect) {
        let line = text::after(text::line_of(area, 0), 1);
        let title = paint.words.review_title(view);
        text::put(paint.buf, line, &title, paint.theme.title);
        let right = Rect {
            width: line.width.saturating_sub(1),
            ..line
        };
        let of = Message::new("standup-at").with("at", self.at + 1);
        let of = paint.words.say(&of.with("count", PAGES.len() + 1));
        text::put_right(paint.buf, right, &of, paint.theme.text);
        let rule = glyph::ACROSS.repeat(area.width.into());
        text::put(paint.buf, text::line_of(area, 1), &rule, paint.theme.dim);
    }
}

impl Layer for TeamReview {
    fn contexts(&self) -> &'static [Context] {
        if self.is_summary() { SUMMARY } else { PAGE }
    }

    // The summary has all that the pages have.
    fn people(&self, _model: &Model) -> Vec<RepId> {
        let Some(view) = self.view() else {
            return Vec::new();
        };
        let pages = match PAGES.get(self.at) {
            Some(page) => std::slice::from_ref(page),
            None => PAGES,
        };
        pages.iter().flat_map(|page| (page.people)(view)).collect()
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        let effects = match action {
            Action::Back => return Reaction::close(Vec::new()),
            Action::Round(InRound::Next) => {
                self.go_to(self.at + 1);
                Vec::new()
            }
            Action::Round(InRound::Previous) => {
                self.go_to(self.at.saturating_sub(1));
                Vec::new()
            }
            Action::Round(InRound::Save) => self.save(words),
            Action::Copy => {
                let copied = self.markdown(words);
                model.tell(Message::new("standup-copied"));
                copied.map(Effect::Copy).into_iter().collect()
            }
            Action::Move(step) => {
                self.scroll(model, words, step);
                Vec::new()
            }
            _ => Vec::new(),
        };
        Reaction::stay(effects)
    }

    fn click(&mut self, _model: &mut Model, _words: &Words, _mouse: Mouse) -> Reaction {
        Reaction::default()
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let query = Query::Review {
            who: self.who.clone(),
            week_on: self.week_on,
            today: self.today,
        };
        vec![self.asked.ask(Slot::Review, query)]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Review {
            let result = answer.result.clone();
            self.asked.take(answer.generation, result, read_as!(Review));
        }
        Vec::new()
    }

    fn draw(&self, paint: &mut Paint<'_>, model: &Model, _over: Rect) -> Option<Position> {
        let area = whole(model);
        paint.clear(area);
        let Some(view) = self.view() else {
            let said = match &self.asked.failure {
                Some(failure) => paint.words.say(failure),
                None => paint.words.text("waiting"),
            };
            text::put(paint.buf, text::after(area, 1), &said, paint.theme.text);
            return None;
        };
        self.head(paint, view, area);
        let mut rest = inner(below(area, u16::try_from(HEAD).unwrap_or(0)));
        if let Some(page) = PAGES.get(self.at) {
            let bold = paint.theme.total.add_modifier(Modifier::BOLD);
            let said = (page.headline)(paint.words, view);
            let taken = large(paint, model.glyphs(), rest, &said, bold);
            rest = below(rest, taken + 1);
        }
        let lines = self.lines(paint.words, rest.width);
        for (line, said) in rest.rows().zip(lines.iter().skip(self.first)) {
            let style = if self.is_summary() && said.starts_with('#') {
                paint.theme.title
            } else {
                paint.theme.text
            };
            text::put(paint.buf, line, said, style);
        }
        Some(Position::new(rest.x, rest.y))
    }
}
