//! Everything the user can do, one row each: keys, footer, help and later palette and README read this table.

use super::event::Key;
use super::pane::PaneId;

/// What the user means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Leave the cockpit.
    Quit,
    /// Leave it as Ctrl-C does.
    Interrupt,
    /// Draw every cell anew.
    Redraw,
    /// Stop and leave the terminal to the shell for a while.
    Suspend,
    /// Explain the pane and list what can be done.
    Help,
    /// One step back.
    Back,
    /// Do what the selected line says.
    Run,
    /// Show a pane with what the store says now.
    Show(PaneId),
    /// Show the pane after this one.
    NextPane,
    /// Show the pane before this one.
    PreviousPane,
    /// Select another row.
    Move(Step),
    /// Show another period.
    Period(Shift),
}

/// How far a selection moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// Which way a period moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// The one before.
    Earlier,
    /// The one after.
    Later,
    /// All time.
    All,
}

/// Where an action can be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// On panes and layers alike.
    Everywhere,
    /// On every pane.
    Pane,
    /// On panes that show a period.
    Period,
    /// In the help.
    Help,
}

/// A line in the footer. Neighbouring actions with the same label share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// What stays when there is little room: 0 always does.
    pub rank: u8,
    /// Its message.
    pub label: &'static str,
}

/// An action with its keys.
#[derive(Debug)]
pub struct Row {
    /// Its name in a key map; its label is the message `action-<id>`.
    pub id: &'static str,
    /// What it does.
    pub action: Action,
    /// Its keys, the one to show first.
    pub keys: &'static [Key],
    /// Where it can be meant.
    pub context: Context,
    /// Its place in the footer.
    pub hint: Option<Hint>,
}

impl Row {
    /// The message that says what it does.
    pub fn label(&self) -> String {
        format!("action-{}", self.id)
    }
}

/// One row: `id: action, keys, context` and, for the footer, `rank` and `label`.
macro_rules! actions {
    ($($id:literal: $action:expr, [$($key:expr),+], $context:ident $(, $rank:literal $label:literal)?;)+) => {
        /// Every action there is, in the order in which the help lists it.
        pub const ACTIONS: &[Row] = &[$(Row {
            id: $id,
            action: $action,
            keys: &[$($key),+],
            context: Context::$context,
            hint: actions!(@hint $($rank $label)?),
        }),+];
    };
    (@hint) => { None };
    (@hint $rank:literal $label:literal) => { Some(Hint { rank: $rank, label: $label }) };
}

actions! {
    "up": Action::Move(Step::Up), [Key::Up, Key::Char('k')], Everywhere, 3 "hint-row";
    "down": Action::Move(Step::Down), [Key::Down, Key::Char('j')], Everywhere, 3 "hint-row";
    "page-up": Action::Move(Step::PageUp), [Key::PageUp], Everywhere;
    "page-down": Action::Move(Step::PageDown), [Key::PageDown], Everywhere;
    "first": Action::Move(Step::First), [Key::Home], Everywhere;
    "last": Action::Move(Step::Last), [Key::End], Everywhere;
    "earlier": Action::Period(Shift::Earlier), [Key::Char('-')], Period, 2 "hint-period";
    "later": Action::Period(Shift::Later), [Key::Char('+')], Period, 2 "hint-period";
    "all-time": Action::Period(Shift::All), [Key::Char('0')], Period, 4 "hint-all-time";
    "pane-pipeline": Action::Show(PaneId::Pipeline), [Key::Char('3')], Pane;
    "pane-kpis": Action::Show(PaneId::Kpis), [Key::Char('7')], Pane;
    "next-pane": Action::NextPane, [Key::Tab, Key::Right, Key::Char('l')], Pane, 1 "hint-pane";
    "previous-pane": Action::PreviousPane, [Key::BackTab, Key::Left, Key::Char('h')], Pane;
    "run": Action::Run, [Key::Enter], Help, 1 "hint-run";
    "back": Action::Back, [Key::Esc, Key::Char('?'), Key::F(1)], Help, 0 "hint-back";
    "help": Action::Help, [Key::Char('?'), Key::F(1)], Pane, 0 "hint-help";
    "redraw": Action::Redraw, [Key::Ctrl('l')], Everywhere;
    "suspend": Action::Suspend, [Key::Ctrl('z')], Everywhere;
    "quit": Action::Quit, [Key::Char('q')], Everywhere, 1 "hint-quit";
    "interrupt": Action::Interrupt, [Key::Ctrl('c')], Everywhere;
}

/// The rows that can be meant in these contexts.
pub fn available(contexts: &[Context]) -> impl Iterator<Item = &'static Row> {
    ACTIONS
        .iter()
        .filter(move |row| contexts.contains(&row.context))
}

/// What a key means in these contexts.
pub fn meaning(key: Key, contexts: &[Context]) -> Option<Action> {
    available(contexts)
        .find(|row| row.keys.contains(&key))
        .map(|row| row.action)
}
