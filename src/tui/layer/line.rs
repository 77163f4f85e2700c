//! One line that says it all: what it is read as stands below it while it is typed, and Enter saves that.
//!
//! ```text
//! ┌ New deal ─────────────────────────────────────┐
//! │ / Acme 48k 12 dec▏                            │
//! │ Acme · €48,000.00 · closes Sat 12 Dec         │
//! │ account or deal, amount, expected close       │
//! └───────────────────────────────────────────────┘
//! ```

use ratatui::layout::{Position, Rect};

use super::deal::Deals;
use super::settings::team::Subject;
use super::step::Deed;
use super::{Layer, Reaction, record};
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::record::{Assignment, Content, Kind as RecordKind};
use crate::domain::typed::Here;
use crate::domain::typed::amount::read_money;
use crate::domain::typed::line::{DealLine, Role};
use crate::domain::typed::when::read_day;
use crate::i18n::Words;
use crate::tui::action::{Action, Context};
use crate::tui::effect::Effect;
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::job::{Job, Outcome};
use crate::tui::layout::{self, Popup};
use crate::tui::model::Model;
use crate::tui::scope::Scope;
use crate::tui::update;
use crate::tui::widget::input::Input;
use crate::tui::widget::{Paint, text};

pub(super) const CONTEXTS: &[Context] = &[Context::Everywhere, Context::Send, Context::Layer];

/// The same where a whole form stands behind the line.
pub(super) const WHOLE: &[Context] = &[
    Context::Everywhere,
    Context::Send,
    Context::Line,
    Context::Layer,
];

/// The line, two for what it is read as, one for what may stand in it.
const HEIGHT: usize = 4;

/// The sign before what is typed.
pub(super) const PROMPT: &str = "/ ";

/// A kind of line: one row each.
#[derive(Debug)]
pub struct Kind {
    /// Message of its title.
    pub title: &'static str,
    /// Message of what may stand in it.
    pub help: &'static str,
    /// What it is read as.
    pub read: fn(&str, &About, &Words) -> Reading,
}

/// What would be done, and in words; nothing as long as nothing is typed; or what is wrong.
pub type Reading = Result<Option<(String, Command)>, Message>;

pub(in crate::tui) static NEW_DEAL: Kind = Kind {
    title: "line-deal",
    help: "line-deal-help",
    read: new_deal,
};

pub(in crate::tui) static AMOUNT: Kind = Kind {
    title: "line-amount",
    help: "line-amount-help",
    read: amount,
};

pub(in crate::tui) static CLOSE: Kind = Kind {
    title: "line-close",
    help: "line-close-help",
    read: close,
};

pub(in crate::tui) static STEP: Kind = Kind {
    title: "line-step",
    help: "line-step-help",
    read: step,
};

pub(in crate::tui) static AFTER: Kind = Kind {
    title: "line-after",
    help: "line-after-help",
    read: step,
};

pub(in crate::tui) static ACTIVITY: Kind = Kind {
    title: "line-activity",
    help: "line-activity-help",
    read: step,
};

/// What a line is about, as it was when it was opened.
#[derive(Debug, Clone)]
pub struct About {
    /// The deals that are to change, if it is no new one.
    deals: Option<Deals>,
    /// What is done or planned, if it is no change of deals.
    deed: Option<Deed>,
    /// What the team agrees on that is to change.
    pub topic: Option<Subject>,
    /// Who owns a new one.
    owner_id: Option<RepId>,
    /// The currency of an amount that names none.
    pub currency: Option<Currency>,
    fiscal_month: u32,
    /// The day that "now" means.
    pub today: Day,
}

impl About {
    /// About a deal, or about a new one of whoever is shown.
    pub fn new(model: &Model, deals: Option<Deals>, currency: Option<Currency>) -> Self {
        let roster = model.roster.answer.as_ref();
        let owner_id = match model.scope {
            Scope::Rep(id) => Some(id),
            _ => model.actor.rep_id,
        };
        Self {
            deals,
            deed: None,
            topic: None,
            owner_id,
            currency: currency.or_else(|| roster.and_then(|it| it.currency)),
            fiscal_month: model.fiscal_month(),
            today: model.today,
        }
    }

    /// About something that the team agrees on.
    pub fn agreed(model: &Model, subject: Subject) -> Self {
        Self {
            topic: Some(subject),
            ..Self::new(model, None, None)
        }
    }

    /// About something that is done or planned.
    pub fn of_deed(model: &Model, deed: Deed) -> Self {
        Self {
            deed: Some(deed),
            ..Self::new(model, None, None)
        }
    }

    /// What it is called, if that is known yet.
    fn name(&self, words: &Words) -> Option<String> {
        let deed = self.deed.as_ref().map(|deed| deed.name(words));
        let deals = self.deals.as_ref().map(|deals| deals.name(words));
        let topic = self.topic.as_ref().map(|it| it.name.clone());
        deed.or(deals).or(topic)
    }

    /// What the reading of a line depends on.
    pub fn here(&self, words: &Words) -> Here {
        words.here(self.today, self.fiscal_month, self.currency)
    }

    fn edited(&self, field: &'static str, content: Content) -> Option<Command> {
        let deals = self.deals.as_ref()?;
        Some(deals.edited(self.today, &Assignment::new(field, content)))
    }

    fn closes(&self, day: Day, words: &Words) -> String {
        let day = words.day_brief(day, self.today);
        words.say(&Message::new("line-closes").with("day", day))
    }
}

/// `Acme 48k 12 dec`; `Acme: frame contract 48k` names the account before the colon.
fn new_deal(typed: &str, about: &About, words: &Words) -> Reading {
    let line = DealLine::read(typed, &about.here(words));
    let fault = line.pieces.iter().find_map(|piece| match &piece.role {
        Role::Fault(fault) => Some(fault.message()),
        _ => None,
    });
    if let Some(fault) = fault {
        return Err(fault);
    }
    if line.name.is_empty() {
        return Ok(None);
    }
    let account = line.name.split_once(':').map_or(&*line.name, |it| it.0);
    let amount = line.amount.map(|it| words.money(it));
    let close = line.close_on.map(|day| about.closes(day, words));
    let parts = [Some(line.name.clone()), amount, close];
    let shown: Vec<_> = parts.into_iter().flatten().collect();
    let given = [
        ("account", Some(Content::Named(account.trim().to_owned()))),
        ("amount", line.amount.map(Content::Money)),
        ("expected_close_on", line.close_on.map(Content::Day)),
        ("owner", about.owner_id.map(|id| Content::Record(id.0))),
        ("name", Some(Content::Text(line.name))),
    ];
    let given = given.into_iter();
    let new = Command::Add {
        kind: RecordKind::Deal,
        fields: given
            .filter_map(|(field, content)| Some(Assignment::new(field, content?)))
            .collect(),
        on: about.today,
    };
    Ok(Some((shown.join(" · "), new)))
}

fn amount(typed: &str, about: &About, words: &Words) -> Reading {
    let money = read_money(typed, &about.here(words)).map_err(|it| it.message())?;
    Ok(money.and_then(|money| {
        let edited = about.edited("amount", Content::Money(money))?;
        Some((words.money(money), edited))
    }))
}

fn close(typed: &str, about: &About, words: &Words) -> Reading {
    let day = read_day(typed, &about.here(words)).map_err(|it| it.message())?;
    Ok(day.and_then(|day| {
        let edited = about.edited("expected_close_on", Content::Day(day))?;
        Some((about.closes(day, words), edited))
    }))
}

fn step(typed: &str, about: &About, words: &Words) -> Reading {
    let here = about.here(words);
    let deed = about.deed.as_ref();
    deed.map_or(Ok(None), |deed| deed.read(typed, &here, words))
}

/// A line over a pane.
#[derive(Debug)]
pub struct Line {
    kind: &'static Kind,
    about: About,
    input: Input,
    is_sent: bool,
    /// What to tell when it is saved, where that is more than the journal says.
    saved: Option<Message>,
    /// Why it was refused.
    problem: Option<Message>,
}

impl Line {
    /// A line of a kind, nothing typed yet.
    pub fn new(kind: &'static Kind, about: About) -> Self {
        Self {
            kind,
            about,
            input: Input::default(),
            is_sent: false,
            saved: None,
            problem: None,
        }
    }

    /// The same with a text in it.
    #[must_use]
    pub fn with(self, text: &str) -> Self {
        Self {
            input: Input::new(text),
            ..self
        }
    }

    /// Whether it is about one record.
    fn has_form(&self) -> bool {
        if let Some(deed) = &self.about.deed {
            return deed.is_one_record();
        }
        self.about.deals.as_ref().is_none_or(|it| it.0.len() == 1)
    }

    /// The whole form, with what the line says so far.
    fn whole_form(&self, model: &mut Model, words: &Words) -> Vec<Effect> {
        let read = (self.kind.read)(self.input.text(), &self.about, words);
        let deal = self.about.deals.as_ref().and_then(|it| it.0.first());
        let id = deal.map(|deal| deal.id.0);
        let kind = match self.about.deed {
            Some(_) => RecordKind::Activity,
            None => RecordKind::Deal,
        };
        let given =
            if let Ok(Some((_, Command::Add { fields, .. } | Command::Edit { fields, .. }))) = read
            {
                (fields, !self.input.text().is_empty())
            } else {
                let deed = self.about.deed.as_ref();
                (deed.map_or_else(Vec::new, Deed::given), false)
            };
        let deed = self.about.deed.as_ref();
        let called = deed.map(|deed| deed.name(words)).into_iter();
        // It is about one of both, and called after that.
        let called = called.flat_map(|name| ["deal", "account"].map(|field| (field, name.clone())));
        let called = called.collect();
        record::open_called(model, words, (kind, id), given, called)
    }

    fn place(over: Rect) -> Popup {
        layout::popup(over, HEIGHT)
    }
}

impl Layer for Line {
    fn contexts(&self) -> &'static [Context] {
        if self.has_form() { WHOLE } else { CONTEXTS }
    }

    fn input(&mut self) -> Option<&mut Input> {
        (!self.is_sent).then_some(&mut self.input)
    }

    fn typed(&mut self) -> Vec<Effect> {
        self.problem = None;
        Vec::new()
    }

    fn is_waiting(&self) -> bool {
        self.is_sent
    }

    // What was typed stays when it is refused.
    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        self.is_sent = false;
        let told = outcome.told(&mut self.problem)?;
        Some(self.saved.take().unwrap_or(told))
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => Reaction::close(Vec::new()),
            Action::WholeForm if !self.is_sent => Reaction::close(self.whole_form(model, words)),
            Action::Open if !self.is_sent => {
                match (self.kind.read)(self.input.text(), &self.about, words) {
                    Ok(Some((shown, command))) => {
                        let deed = self.about.deed.as_ref();
                        self.saved = deed.map(|deed| {
                            let said = Message::new("step-saved").with("what", shown);
                            said.with("deal", deed.name(words))
                        });
                        let effects = update::work(model, Job::Run(command));
                        self.is_sent = !effects.is_empty();
                        Reaction::stay(effects)
                    }
                    _ => Reaction::default(),
                }
            }
            _ => Reaction::default(),
        }
    }

    // Beside the line a click takes away nothing that was typed.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let over = model.pane_area();
        let at = Position::new(mouse.column, mouse.row);
        let is_beside = mouse.kind == MouseKind::Down && !Self::place(over).frame.contains(at);
        if is_beside && self.input.text().is_empty() {
            Reaction::close(Vec::new())
        } else {
            Reaction::default()
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let place = Self::place(over);
        let title = paint.words.text(self.kind.title);
        let title = match self.about.name(paint.words) {
            Some(name) => [title, name].join(" · "),
            None => title,
        };
        let note = self.is_sent.then(|| paint.words.text("working"));
        paint.popup(place.frame, &title, note.as_deref());
        let line = text::line_of(place.lines, 0);
        let taken = text::put(paint.buf, line, PROMPT, paint.theme.key);
        let line = text::after(line, taken);
        let at = self.input.draw(paint, line, paint.theme.text);
        let reading = (self.kind.read)(self.input.text(), &self.about, paint.words);
        let (shown, style) = match (&self.problem, reading) {
            (Some(problem), _) => (paint.words.say(problem), paint.theme.bad),
            (None, Err(problem)) => (paint.words.say(&problem), paint.theme.warn),
            (None, Ok(Some((shown, _)))) => (shown, paint.theme.good),
            (None, Ok(None)) => (String::new(), paint.theme.text),
        };
        let below = layout::below(place.lines, 1);
        let wrapped = text::wrap(&shown, below.width);
        for (line, shown) in below.rows().take(HEIGHT - 2).zip(&wrapped) {
            text::put(paint.buf, line, shown, style);
        }
        if let Some(last) = place.lines.rows().nth(HEIGHT - 1) {
            let help = paint.words.text(self.kind.help);
            text::put(paint.buf, last, &help, paint.theme.dim);
        }
        Some(at)
    }
}
