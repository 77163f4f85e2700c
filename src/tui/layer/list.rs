//! A list to choose from, with or without a line to type what to look for: help, palette, menu, settings, whom to show.
//!
//! ```text
//! ┌ Whom to show ──────────────────────── 2 of 9 ┐
//! │ / bav                                        │
//! │ ▶ Bavo de Vries                  team Nord   │
//! └──────────────────────────────────────────────┘
//! ```

use ratatui::layout::{Position, Rect};

use super::deal::{self, Going};
use super::replan::{self, Broke};
use super::settings::team::Topic;
use super::standup::{self, Noting};
use super::step::{self, Deed};
use super::team::{self, Coming};
use super::{
    Layer, Reaction, conflict, filters, handoff, help, me, palette, person, settings, sort, week,
    who,
};
use crate::domain::command::{Actor, Command};
use crate::domain::id::{DealId, RepId};
use crate::domain::message::Message;
use crate::domain::record::Kind as RecordKind;
use crate::i18n::Words;
use crate::tui::action::{Action, Context, Group};
use crate::tui::drafts::Origin;
use crate::tui::effect::Effect;
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::fuzzy;
use crate::tui::job::Job;
use crate::tui::layout;
use crate::tui::model::{Cursor, Model, Setting};
use crate::tui::pane::{self, pipeline};
use crate::tui::scope::Scope;
use crate::tui::update;
use crate::tui::widget::input::{Input, SEARCH};
use crate::tui::widget::table::{MARKER, position};
use crate::tui::widget::{Paint, text};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Choice,
    Context::Layer,
];

/// The same where one types to find a line.
pub(super) const SEARCHED: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Choice,
    Context::Layer,
];

/// Cells for the marker.
const MARGIN: u16 = 2;

/// Cells in which a note that is cut still says something.
const NOTE_MIN: u16 = 12;

/// A column of keys is no wider than this.
const KEYS_MAX: u16 = 14;

/// A list that lies over the pane.
#[derive(Debug)]
pub struct List {
    /// What it lists.
    pub kind: &'static Kind,
    /// What it says and lists, where that was settled when it was opened.
    given: Option<(String, Vec<Item>)>,
    /// Makes a line of what was typed, after the example of another one, where one's own is as good as any.
    own: Option<Own>,
    /// Where that is kept if it is not taken.
    draft: Option<Origin>,
    /// What is being looked for, where there is something to look through.
    pub input: Option<Input>,
    /// The selected line, among those that match.
    pub selected: usize,
}

/// Makes a line of what was typed.
pub type Own = fn(&str, &Item, &Words) -> Option<Item>;

/// A kind of list: one row each.
#[derive(Debug)]
pub struct Kind {
    /// Message of its title.
    pub title: &'static str,
    /// What it says before its lines.
    pub explanation: fn(&Model, &Words) -> Option<String>,
    /// Its lines.
    pub items: fn(&Model, &Words) -> Vec<Item>,
    /// Message of what is said where there are none.
    pub empty: &'static str,
    /// Whether one types to find a line.
    pub is_searched: bool,
}

/// Every kind of list there is.
pub static KINDS: &[&Kind] = &[
    &help::KIND,
    &palette::PALETTE,
    &palette::MENU,
    &palette::GROUP,
    &who::KIND,
    &me::KIND,
    &settings::KIND,
    &sort::KIND,
    &filters::KIND,
    &filters::FORGET,
    &deal::STAGES,
    &deal::REASONS,
    &deal::STAGES_WITH,
    &deal::FINISH,
    &deal::OWNERS,
    &settings::team::CHOICES,
    &settings::team::LIMITS[0],
    &settings::team::LIMITS[1],
    &settings::team::LIMITS[2],
    &settings::team::LIMITS[3],
    &settings::team::LIMITS[4],
    &settings::team::LIMITS[5],
    &settings::team::LIMITS[6],
    standup::LISTS[0],
    standup::LISTS[1],
    standup::LISTS[2],
    &step::OUTCOMES,
    &step::ACTIVITIES,
    &week::LANES,
    &week::REASONS,
    &replan::BREAKS,
    &replan::CAUSES,
    &handoff::TAKERS,
    &handoff::RETURNS,
    &pane::team::FUNCTIONS,
    &person::KIND,
    &person::NEW,
    &conflict::KIND,
    &team::PEOPLE,
    &team::SEATS,
];

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Keys that do the same.
    pub keys: String,
    /// What it is.
    pub label: String,
    /// More about it, at the right.
    pub note: String,
    /// What choosing it does.
    pub choice: Choice,
}

/// What choosing a line does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// An action on what is below the list.
    Act(Action),
    /// An action on the pane: what lies over it goes away.
    ActOnPane(Action),
    /// Lists a group of the menu.
    Group(Group),
    /// Shows somebody else.
    Show(Scope),
    /// Opens a deal where it lives.
    Deal(DealId),
    /// Opens a person.
    Person(RepId),
    /// Opens the form for something new of a person of this name.
    New(RecordKind, RepId, String),
    /// Finds deals by a filter.
    Filter(String),
    /// Lets a deal go to another stage.
    Go(Going),
    /// Opens the line for what is planned and done about a deal.
    Do(Deed),
    /// Opens the line for what is noted in a daily round.
    Note(Box<Noting>),
    /// Does what a broken day needs first.
    Break(Box<Broke>),
    /// Carries out a command.
    Run(Command),
    /// The same once more, which saves drafts.
    Again(Command, Vec<Origin>),
    /// Asks which seat somebody comes to.
    Seat(Box<Coming>),
    /// Says who the user is.
    Be(Actor),
    /// Keeps a setting; the list stays.
    Keep(Setting),
    /// Changes what the team agrees on; the list stays.
    Agree(Topic),
    /// Leaves everything as it is.
    Leave,
    /// Nothing: it is the title of what follows.
    Title,
}

impl Item {
    fn is_title(&self) -> bool {
        self.choice == Choice::Title
    }
}

impl List {
    /// A list of a kind, at its beginning.
    pub fn new(kind: &'static Kind) -> Self {
        Self {
            kind,
            given: None,
            own: None,
            draft: None,
            input: kind.is_searched.then(Input::default),
            selected: 0,
        }
    }

    /// A list of a kind, of these lines and with this said before them.
    pub fn of(kind: &'static Kind, said: String, items: Vec<Item>) -> Self {
        Self {
            given: Some((said, items)),
            ..Self::new(kind)
        }
    }

    /// The same, which takes what is typed as well.
    #[must_use]
    pub fn taking(self, own: Own) -> Self {
        Self {
            own: Some(own),
            ..self
        }
    }

    /// The same, which begins with what was typed before.
    #[must_use]
    pub fn or(self, own: Own, model: &Model, origin: Origin) -> Self {
        Self {
            own: Some(own),
            input: model.drafts.line(&origin).or(self.input),
            draft: Some(origin),
            ..self
        }
    }

    /// Leaves it: what can be taken as it is typed is kept, unless it was.
    fn close(&self, model: &mut Model, is_taken: bool) {
        let typed = self.input.as_ref().map_or("", Input::text);
        if let Some(origin) = &self.draft {
            model.keep_draft(origin, if is_taken { "" } else { typed });
        }
    }

    fn choose(&self, model: &mut Model, words: &Words, item: Item) -> Reaction {
        self.close(model, true);
        let reaction = choose(model, words, item.choice);
        let is_sent = reaction
            .effects
            .iter()
            .any(|it| matches!(it, Effect::Work(_)));
        if let (Some(origin), Some(input), true) = (&self.draft, &self.input, is_sent) {
            let typed = (origin.clone(), input.text().to_owned());
            model.drafts.send(std::iter::once(typed));
        }
        reaction
    }

    /// The lines that match what is being looked for, the best first.
    fn items(&self, model: &Model, words: &Words) -> Vec<Item> {
        let items = match &self.given {
            Some((_, items)) => items.clone(),
            None => (self.kind.items)(model, words),
        };
        match self.input.as_ref().map(Input::text) {
            None | Some("") => items,
            Some(wanted) => {
                let own = self.own;
                let own = own.and_then(|own| items.iter().find_map(|it| own(wanted, it, words)));
                let mut best = fuzzy::best(wanted, items, |item| {
                    [&item.label, " ", &item.note, " ", &item.keys].concat()
                });
                best.extend(own);
                best
            }
        }
    }

    fn draw_frame(&self, paint: &mut Paint<'_>, model: &Model, place: &Place, count: usize) {
        let about = match model.guided() {
            Some(_) => "help-here".to_owned(),
            None => model.pane().message(""),
        };
        let title = Message::new(self.kind.title).with("pane", paint.words.text(&about));
        let title = paint.words.say(&title);
        let is_long = place.lead.len() + count > usize::from(place.lines.height);
        let at = is_long.then(|| {
            let cursor = Cursor {
                selected: self.selected,
                offset: 0,
            };
            position(paint.words, cursor, count)
        });
        paint.popup(place.frame, &title, at.as_deref());
    }

    fn place(&self, model: &Model, words: &Words, count: usize) -> Place {
        let over = model.frame().map_or(Rect::ZERO, |frame| frame.pane);
        self.place_over(model, words, over, count)
    }

    /// Where everything is. What is said first goes as the selected line moves down.
    fn place_over(&self, model: &Model, words: &Words, over: Rect, count: usize) -> Place {
        let said = match &self.given {
            Some((said, _)) => Some(said.clone()).filter(|said| !said.is_empty()),
            None => (self.kind.explanation)(model, words),
        };
        let lead = said.map_or_else(Vec::new, |explanation| {
            let mut lead = text::wrap(&explanation, layout::popup_line_width(over));
            lead.push(String::new()); // sets the list apart
            lead
        });
        let has_input = usize::from(self.input.is_some());
        let popup = layout::popup(over, lead.len() + count.max(1) + has_input);
        let [input, lines] = layout::input_above(popup.lines, self.input.is_some());
        let visible = usize::from(lines.height);
        let first = (lead.len() + self.selected + 1).saturating_sub(visible);
        Place {
            frame: popup.frame,
            input,
            lines,
            first,
            lead,
        }
    }
}

impl Layer for List {
    fn contexts(&self) -> &'static [Context] {
        match self.input {
            Some(_) => SEARCHED,
            None => CONTEXTS,
        }
    }

    fn is_guide(&self) -> bool {
        palette::GUIDES
            .iter()
            .any(|kind| std::ptr::eq(*kind, self.kind))
    }

    fn input(&mut self) -> Option<&mut Input> {
        self.input.as_mut()
    }

    fn typed(&mut self) -> Vec<Effect> {
        self.selected = 0;
        Vec::new()
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => {
                self.close(model, false);
                Reaction::close(Vec::new())
            }
            Action::Move(step) => {
                let items = self.items(model, words);
                let place = self.place(model, words, items.len());
                let mut cursor = Cursor {
                    selected: self.selected,
                    offset: 0,
                };
                cursor.step(step, items.len(), place.lines.height.into());
                // A title is passed by.
                if items.get(cursor.selected).is_some_and(Item::is_title) {
                    cursor.step(step, items.len(), 1);
                }
                self.selected = cursor.selected;
                Reaction::stay(Vec::new())
            }
            Action::Open => {
                let items = self.items(model, words);
                let chosen = items.into_iter().nth(self.selected);
                chosen.map_or_else(Reaction::default, |item| self.choose(model, words, item))
            }
            _ => Reaction::default(),
        }
    }

    // A click selects a line, and chooses the one that is selected; beside the list it closes it.
    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        let items = self.items(model, words);
        let place = self.place(model, words, items.len());
        let at = Position::new(mouse.column, mouse.row);
        match mouse.kind {
            MouseKind::Down if !place.frame.contains(at) => {
                self.close(model, false);
                Reaction::close(Vec::new())
            }
            MouseKind::Down if place.lines.contains(at) => {
                let line = usize::from(at.y - place.lines.y) + place.first;
                let Some(clicked) = line.checked_sub(place.lead.len()) else {
                    return Reaction::default();
                };
                match items.into_iter().nth(clicked) {
                    Some(item) if clicked == self.selected => self.choose(model, words, item),
                    Some(_) => {
                        self.selected = clicked;
                        Reaction::default()
                    }
                    None => Reaction::default(),
                }
            }
            _ => Reaction::default(),
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        let items = self.items(model, paint.words);
        let place = self.place_over(model, paint.words, over, items.len());
        self.draw_frame(paint, model, &place, items.len());
        let typing = self.input.as_ref().map(|input| {
            let taken = text::put(paint.buf, place.input, SEARCH, paint.theme.key);
            let line = text::after(place.input, taken);
            input.draw(paint, line, paint.theme.text)
        });
        if items.is_empty() {
            let line = text::line_of(place.lines, 0);
            let empty = paint.words.text(self.kind.empty);
            text::put(paint.buf, line, &empty, paint.theme.dim);
        }
        let keys = items.iter().map(|item| text::width(&item.keys));
        let keys = keys.max().unwrap_or(0).min(KEYS_MAX);
        let mut marker = None;
        for (line, at) in place.lines.rows().zip(place.first..) {
            if let Some(said) = place.lead.get(at) {
                text::put(paint.buf, line, said, paint.theme.text);
            } else if let Some(item) = items.get(at - place.lead.len()) {
                let is_selected = at - place.lead.len() == self.selected;
                if is_selected {
                    marker = Some(Position::new(line.x, line.y));
                }
                draw_item(paint, line, item, keys, is_selected);
            }
        }
        typing.or(marker)
    }
}

/// Where the parts of a list are.
struct Place {
    frame: Rect,
    input: Rect,
    lines: Rect,
    /// The first line that is visible, counted from what is said first.
    first: usize,
    /// What is said before the lines.
    lead: Vec<String>,
}

fn draw_item(paint: &mut Paint<'_>, line: Rect, item: &Item, keys: u16, is_selected: bool) {
    let place = text::after(line, MARGIN);
    let keys_place = Rect {
        width: place.width.min(keys),
        ..place
    };
    text::put(paint.buf, keys_place, &item.keys, paint.theme.key);
    let gap = if keys > 0 { 2 } else { 0 };
    let label = text::after(place, keys + gap);
    let style = if item.is_title() {
        paint.theme.title
    } else {
        paint.theme.text
    };
    let taken = text::put(paint.buf, label, &item.label, style);
    let rest = text::after(label, taken + 2);
    // A short end of a note says nothing.
    if rest.width >= NOTE_MIN.min(text::width(&item.note)) {
        let note = text::fit(&item.note, rest.width);
        text::put_right(paint.buf, rest, &note, paint.theme.dim);
    }
    if is_selected {
        text::put(paint.buf, line, MARKER, paint.theme.text);
        paint.buf.set_style(line, paint.theme.selected);
    }
}

/// Does what a line says.
fn choose(model: &mut Model, words: &Words, choice: Choice) -> Reaction {
    match choice {
        Choice::Act(action) => {
            model.leave_guides();
            Reaction::close(update::act(model, words, action))
        }
        Choice::ActOnPane(action) => {
            let effects = if update::leave_layers(model) {
                update::act(model, words, action)
            } else {
                Vec::new()
            };
            Reaction::close(effects)
        }
        Choice::Group(group) => Reaction::stay(palette::open_group(model, words, group)),
        Choice::Show(scope) => Reaction::close(update::show_scope(model, scope)),
        Choice::Deal(id) => Reaction::close(update::open_deal(model, id)),
        Choice::Person(id) => Reaction::close(person::open(model, id)),
        Choice::New(kind, rep_id, name) => {
            Reaction::close(person::new(model, words, kind, rep_id, name))
        }
        Choice::Filter(text) => Reaction::close(pipeline::filter_by(model, &text)),
        Choice::Go(going) => Reaction::close(deal::go(model, words, &going)),
        Choice::Do(deed) => Reaction::close(step::ask(model, deed)),
        Choice::Note(noting) => Reaction::close(standup::say(model, *noting)),
        Choice::Break(broke) => Reaction::close(replan::begin(model, words, *broke)),
        Choice::Run(command) => Reaction::close(update::work(model, Job::Run(command))),
        Choice::Seat(coming) => {
            team::seat(model, words, &coming);
            Reaction::close(Vec::new())
        }
        Choice::Be(actor) => Reaction::close(me::be(model, actor)),
        Choice::Keep(setting) => {
            model.keep(&setting);
            Reaction::stay(vec![Effect::Keep(setting)])
        }
        Choice::Agree(topic) => Reaction::stay(settings::team::open(model, words, &topic)),
        Choice::Again(command, sent) => {
            let effects = update::work(model, Job::Run(command));
            model.drafts.send_again(sent);
            Reaction::close(effects)
        }
        Choice::Leave => Reaction::close(Vec::new()),
        Choice::Title => Reaction::default(),
    }
}
