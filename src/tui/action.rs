//! Everything the user can do, one row each: keys, footer, help, palette, menu and README's key table follow from it. What
//! reads a key asks the [`super::keymap::Keymap`], because users may bind others.

use crossterm::event::{KeyCode, KeyModifiers};

use super::event::Key;
use super::pane::PaneId;
use crate::domain::calendar::Day;
use crate::domain::codes;
use crate::domain::credit::CreditKind;
use crate::domain::deal::StageKind;
use crate::domain::record::Kind;
use crate::domain::sprint::Lane;

/// What the user means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Leave the cockpit.
    Quit,
    /// Leave it as Ctrl-C does.
    Interrupt,
    /// Give the terminal back until the shell calls again.
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Show a pane with what the store says now.
    Show(PaneId),
    /// Select something else.
    Move(Step),
    /// Go into what is selected, or do what it says.
    Open,
    /// One step back.
    Back,
    /// To the next part of the pane or field of the form.
    NextPart,
    /// To the part before.
    PreviousPart,
    /// Show the same in another way.
    NextView,
    /// Look for words and fields.
    Filter,
    /// Complete the word that is being typed.
    Complete,
    /// Choose one of the filters that are kept.
    Filters,
    /// Keep the present filter under a name.
    SaveFilter,
    /// Forget a filter that is kept.
    ForgetFilter,
    /// Choose another order of the rows.
    Sort,
    /// Put them in one of those, or turn it.
    SortBy(usize),
    /// Choose the columns of the table.
    Columns,
    /// Let the selected column change places with its neighbour.
    MoveColumn(Way),
    /// Explain the selected number or row.
    Explain,
    /// Put what is selected on the clipboard.
    Copy,
    /// Show somebody else.
    Who(Turn),
    /// Show another period.
    When(Shift),
    /// Show another week.
    Week(Shift),
    /// Explain the pane and list what can be done.
    Help,
    /// Find an action by its name.
    Palette,
    /// List the actions to click on.
    Menu,
    /// What is the user's own: looks and mouse.
    Settings,
    /// List the deals that need somebody.
    Needs,
    /// Go to a record by its name.
    Jump,
    /// Fill in what is selected.
    Edit,
    /// Delete what is selected.
    Delete,
    /// Fill in the account or contact whose deals are listed.
    EditParty,
    /// Fill in a new record of a kind.
    Add(Kind),
    /// List the records of a kind.
    Records(Kind),
    /// Fill in the whole form instead of a line.
    WholeForm,
    /// Show what changed in the pipeline since a day.
    Changes,
    /// Look back to another day: one that is typed, or this one.
    Since(Option<Day>),
    /// List who did what when.
    Journal,
    /// Look at the person who is meant.
    Person,
    /// Show the person who is looked at on every pane.
    ShowPerson,
    /// Says who the user is on the team.
    Me,
    /// Take back the latest change.
    Undo,
    /// Bring it back.
    Redo,
    /// Take back the entry that is shown.
    TakeBack,
    /// Bring it back.
    BringBack,
    /// Bring in files of a CRM.
    Import,
    /// Look at the sample team.
    Sample,
    /// Choose how to begin.
    Start,
    /// Begin with a team of one's own.
    StartTeam,
    /// Make the roles that come with the program.
    ShipRoles,
    /// Move the selected deal to another stage.
    MoveDeal(Way),
    /// Take a deal that is handed off.
    AcceptDeal,
    /// Let it go back.
    ReturnDeal,
    /// Sell as islands, or on an assembly line.
    SalesModel,
    /// Close the selected deal: won, or lost.
    Close(StageKind),
    /// Give the selected deal to somebody.
    Owner,
    /// Look at the team of the selected deal, or of the account whose deals are listed.
    Team(Kind),
    /// Make a new one of what the pane lists.
    New,
    /// Look whom the selected deal calls, and add them to its team.
    Band,
    /// Give the selected deal another amount.
    Amount,
    /// Who gets how much of it.
    Split(CreditKind),
    /// Give it another expected close.
    CloseOn,
    /// Plan what is to be done next about the selected deal.
    NextStep,
    /// Write down a call about it.
    Call,
    /// Write down or plan another activity.
    Activity,
    /// What was to be done is done.
    Do,
    /// Move the selected item of a week to another lane.
    MoveItem(Way),
    /// Put it there.
    PutItem(Where),
    /// Let it change places with the one before or after it.
    OrderItem(Way),
    /// Say what stops it, or that nothing does any more.
    Block,
    /// One more of it is done.
    Count,
    /// Be done with the selected item, and move its deal to another stage.
    MoveItemsDeal,
    /// The day breaks: something fell through, or a deal is ready to be signed.
    Replan(How),
    /// Look at what may be put into a week.
    Plan,
    /// Put the selected suggestion into it.
    Take,
    /// Look when reps are free and when they are busy.
    Times,
    /// Make an appointment shorter or longer.
    Length(Way),
    /// Leave it, or not any more.
    Leave,
    /// Put all that fits into it.
    TakeAll,
    /// Say what a week is for.
    Goal,
    /// Freeze what is planned for a week.
    StartWeek,
    /// End a week.
    CloseWeek,
    /// Open a closed week again.
    ReopenWeek,
    /// Say something else of a closed week.
    ReviewWeek,
    /// Hold the review of a team's week.
    TeamReview,
    /// Mark what is selected, or take the mark away.
    Mark,
    /// Mark everything that is listed.
    MarkAll,
    /// Leave the folder for the one it lies in.
    Parent,
    /// Stop what is being done.
    Cancel,
    /// Write on the note of the deal that is open.
    Note,
    /// Write on a long text in an editor.
    EditLong,
    /// Be done with a long text.
    Save,
    /// Hold the daily round.
    Standup,
    /// Do something in it.
    Round(InRound),
}

/// What is done in a daily round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InRound {
    /// It begins, or the next one speaks.
    Next,
    /// The one before speaks again.
    Previous,
    /// People speak in another order.
    Order,
    /// Something stops whoever speaks.
    Blocker,
    /// Somebody is asked for help.
    Help,
    /// Something is taken off, to be talked about later.
    Topic,
    /// Something is decided.
    Decision,
    /// Somebody is thanked.
    Praise,
    /// What was said goes to a file.
    Save,
}

/// How a selection moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One up.
    Up,
    /// One down.
    Down,
    /// One to the left.
    Left,
    /// One to the right.
    Right,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// Where a deal goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To the stage after.
    On,
    /// To the stage before.
    Back,
    /// To one that is chosen.
    Choose,
}

/// How a day breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// That is chosen.
    Choose,
    /// What was planned does not take place.
    FellThrough,
    /// The deal is ready to be signed.
    Ready,
}

/// Where an item of a week goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    /// To a lane of the week that is shown.
    Lane(Lane),
    /// To a day of it.
    On(Day),
    /// To any day of it.
    AnyDay,
    /// To the week after it.
    NextWeek,
    /// To the week that begins on this Monday.
    Week(Day),
    /// To the backlog.
    Backlog,
}

/// Whom to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Out of a list.
    Choose,
    /// The one before.
    Previous,
    /// The one after.
    Next,
}

/// Which way a period moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// The one before.
    Earlier,
    /// The one after.
    Later,
    /// The present one; once more, all time.
    Now,
}

/// What makes an action possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// Whatever is shown.
    Everywhere,
    /// Wherever the keys are nobody's own: no [`Context::Taken`] is there.
    Free,
    /// The same, and no change of its own is shown that could be taken back.
    Latest,
    /// The keys belong to what goes on: a line that is typed, a card that is dragged, a job that can be stopped.
    Taken,
    /// Something can be selected.
    Cursor,
    /// It lies in rows and columns.
    Grid,
    /// Nothing lies over the pane.
    Frame,
    /// The pane has parts.
    Parts,
    /// The pane shows its rows in several ways.
    Views,
    /// The pane lists deals, and finds them by words.
    Deals,
    /// Whom a deal calls is shown.
    Band,
    /// Columns are being arranged.
    Columns,
    /// Deals are found by a filter that can be chosen.
    Filters,
    /// A filter is being typed.
    Completing,
    /// Records of a kind are listed.
    Records,
    /// The deals of an account or of a contact are listed.
    Party,
    /// A person is looked at.
    Person,
    /// Deals are listed that may be handed off to somebody.
    HandOffs,
    /// The sales model is shown.
    Model,
    /// Somebody stands on what lies over the pane who can be looked at.
    Named,
    /// The same where a line is being typed.
    Naming,
    /// A line that has a whole form behind it.
    Line,
    /// A deal is selected, or open, that can be changed.
    Deal,
    /// What is selected is about a deal, or planned: steps can be planned and done.
    Steps,
    /// It shows numbers that can be explained.
    Numbers,
    /// A number is explained, and has rows behind it.
    Explained,
    /// Rows stand in an order that can be chosen.
    Sorted,
    /// The selected row stands for something that can be opened.
    Openable,
    /// Something lies over the pane, or beside it, that Esc takes away.
    Layer,
    /// A list to choose from, or a form to send.
    Choice,
    /// A form with several fields.
    Form,
    /// It can be sent.
    Send,
    /// The ways to begin.
    Start,
    /// A team can be made.
    NewTeam,
    /// Files to choose.
    Files,
    /// Nothing is typed that a key could take away.
    Untyped,
    /// Something is selected that can be ticked.
    Ticks,
    /// Something is being done that can be stopped.
    Waiting,
    /// Something was done that can be taken back.
    Done,
    /// A deal is open.
    OpenDeal,
    /// A long text is being filled in.
    Long,
    /// A long text is being written.
    Writing,
    /// Something was taken back that can be brought back.
    Undone,
    /// Entries of the journal are listed, of everyone or of one.
    Journal,
    /// What changed since a day.
    Changes,
    /// A daily round is held, or about to be.
    Round,
    /// Somebody speaks in it.
    Turn,
    /// It is over.
    Summary,
    /// The period of the results can be changed: on a pane that shows no weeks instead.
    Quarters,
    /// Weeks are shown.
    Weeks,
    /// It is asked what becomes of what a week leaves undone.
    Fates,
    /// A rep's week is shown that can change.
    Week,
    /// The days of a rep are shown, whose weeks can be planned.
    Plannable,
    /// Something that was planned is selected.
    Planned,
    /// A week is being planned.
    Planning,
    /// Something due to somebody who is away is selected.
    Offer,
    /// It is shown when reps are free and when they are busy.
    Times,
    /// Something in it, or in the backlog, is selected.
    Item,
    /// A rep's week is shown in which nothing changes any more.
    ClosedWeek,
    /// The weeks of a team are shown.
    TeamWeeks,
    /// The review of a team's week is shown, page by page.
    Review,
    /// It is shown who does what.
    Team,
}

impl Context {
    /// Whether its actions are possible in a place: it stands there, or follows from what does not.
    pub fn holds_in(self, place: &[Self]) -> bool {
        let has_none = |others: &[Self]| !others.iter().any(|it| place.contains(it));
        match self {
            Self::Free => has_none(&[Self::Taken]),
            Self::Quarters => place.contains(&Self::Frame) && has_none(&[Self::Weeks]),
            Self::Latest => has_none(&[Self::Taken, Self::Done, Self::Undone]),
            _ => place.contains(&self),
        }
    }

    /// Whether its keys mean what they say even where a line is being typed.
    pub fn is_before_typing(self) -> bool {
        matches!(self, Self::Files | Self::Untyped | Self::Ticks)
    }
}

/// A line in the footer. Neighbouring actions with the same label share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// What stays when there is little room: 0 always does.
    pub rank: u8,
    /// Its message.
    pub label: &'static str,
}

codes! {
    /// A group of the menu. What has none is no line of palette and menu: moving a cursor, typing, and closing them.
    Group {
        /// What is selected, and how it is shown.
        Look => "look",
        /// What becomes of it.
        Change => "change",
        /// What is planned and done about it.
        Plan => "plan",
        /// Records of every kind.
        Records => "records",
        /// Ways to find something.
        Find => "find",
        /// Panes, people and periods.
        Show => "show",
        /// The cockpit itself.
        Program => "program",
    }
}

impl Group {
    /// The message of its name.
    pub fn label(self) -> String {
        format!("group-{}", self.code())
    }
}

/// An action with its keys.
#[derive(Debug)]
pub struct Row {
    /// Its name in the configuration; its label is the message `action-<id>`.
    pub id: &'static str,
    /// What it does.
    pub action: Action,
    /// The keys it is shipped with, the one to show first.
    pub keys: &'static [Key],
    /// What makes it possible.
    pub context: Context,
    /// Where the menu has it.
    pub group: Option<Group>,
    /// Its place in the footer.
    pub hint: Option<Hint>,
}

impl Row {
    /// The message that says what it does.
    pub fn label(&self) -> String {
        format!("action-{}", self.id)
    }

    /// Whether it is worth a line in palette and menu.
    pub fn is_listed(&self) -> bool {
        self.group.is_some()
    }
}

/// One row: `id: action, keys, context`, for palette and menu `/ group` and, for the footer, `rank` and `label`.
macro_rules! actions {
    ($($id:literal: $action:expr, [$($key:expr),*], $context:ident $(/ $group:ident)? $(, $rank:literal $label:literal)?;)+) => {
        /// Every action there is, in the order in which footer, palette, menu and help list them.
        pub const ACTIONS: &[Row] = &[$(Row {
            id: $id,
            action: $action,
            keys: &[$($key),*],
            context: Context::$context,
            group: actions!(@group $($group)?),
            hint: actions!(@hint $($rank $label)?),
        }),+];
    };
    (@group) => { None };
    (@group $group:ident) => { Some(Group::$group) };
    (@hint) => { None };
    (@hint $rank:literal $label:literal) => { Some(Hint { rank: $rank, label: $label }) };
}

const ALT_UP: Key = Key::Held(KeyModifiers::ALT, KeyCode::Up);
const ALT_DOWN: Key = Key::Held(KeyModifiers::ALT, KeyCode::Down);

actions! {
    "choose": Action::Open, [Key::Enter], Choice, 1 "hint-choose";
    "send": Action::Open, [Key::Enter], Send, 1 "hint-send";
    "next-field": Action::NextPart, [Key::Tab], Form, 2 "hint-field";
    "previous-field": Action::PreviousPart, [Key::BackTab], Form;
    "edit-long": Action::EditLong, [Key::Ctrl('e'), Key::F(4)], Long, 1 "hint-edit-long";
    "save-text": Action::Save, [Key::Ctrl('s'), Key::F(2)], Writing, 0 "hint-save-text";
    "note": Action::Note, [], OpenDeal / Change;
    "mark": Action::Mark, [Key::Char(' '), Key::Tab], Files, 2 "hint-mark";
    "tick": Action::Mark, [Key::Char(' '), Key::Tab], Ticks, 1 "hint-tick";
    "fate": Action::Mark, [Key::Tab], Fates, 1 "hint-fate";
    "mark-all": Action::MarkAll, [Key::Char('*'), Key::BackTab], Files, 3 "hint-mark-all";
    "parent": Action::Parent, [Key::Backspace], Untyped, 4 "hint-parent";
    "start-sample": Action::Sample, [Key::Char('1')], Start / Program;
    "start-import": Action::Import, [Key::Char('2')], Start / Program;
    "start-team": Action::StartTeam, [Key::Char('3')], NewTeam / Program;
    "take-back": Action::TakeBack, [Key::Char('u'), Key::Delete], Done / Change, 2 "hint-undo";
    "bring-back": Action::BringBack, [Key::Ctrl('r'), Key::Insert], Undone / Change, 2 "hint-redo";
    "journal-who": Action::Who(Turn::Choose), [Key::Char('r'), Key::Tab], Journal / Look, 2 "hint-journal-who";
    "cancel": Action::Cancel, [Key::Esc], Waiting, 0 "hint-cancel";
    "back": Action::Back, [Key::Esc], Layer, 0 "hint-back";
    "behind": Action::Open, [Key::Enter], Explained / Look, 1 "hint-behind";
    "open": Action::Open, [Key::Enter], Openable / Look, 1 "hint-open";
    "move-on": Action::MoveDeal(Way::On), [Key::Char('>')], Deal / Change, 2 "hint-move";
    "move-back": Action::MoveDeal(Way::Back), [Key::Char('<')], Deal / Change, 2 "hint-move";
    "move": Action::MoveDeal(Way::Choose), [Key::Char('m')], Deal / Change;
    "won": Action::Close(StageKind::Won), [Key::Char('W')], Deal / Change, 4 "hint-close";
    "lost": Action::Close(StageKind::Lost), [Key::Char('L')], Deal / Change, 4 "hint-close";
    "accept-deal": Action::AcceptDeal, [Key::Char('A')], HandOffs / Change, 2 "hint-accept";
    "return-deal": Action::ReturnDeal, [Key::Char('X')], HandOffs / Change, 3 "hint-return";
    "sales-model": Action::SalesModel, [Key::Char('M')], Model / Change, 4 "hint-model";
    "owner": Action::Owner, [Key::Char('o')], Deal / Change;
    "team": Action::Team(Kind::Deal), [Key::Char('T')], Deal / Change;
    "account-team": Action::Team(Kind::Account), [], Party / Change;
    "amount": Action::Amount, [Key::Char('$')], Deal / Change;
    "split": Action::Split(CreditKind::Revenue), [Key::Char('%')], Deal / Change;
    "split-overlay": Action::Split(CreditKind::Overlay), [], Deal / Change;
    "split-sourcing": Action::Split(CreditKind::Sourcing), [], Deal / Change;
    "edit": Action::Edit, [Key::Char('e')], Deal / Change, 3 "hint-edit";
    "delete": Action::Delete, [Key::Char('x')], Deal / Change;
    "band": Action::Band, [Key::Char('H')], Deal / Plan;
    "band-add": Action::Open, [Key::Enter], Band / Plan, 1 "hint-band-add";
    "band-tick": Action::Mark, [Key::Char(' ')], Band / Look, 2 "hint-band-tick";
    "band-other": Action::NextPart, [Key::Tab], Band / Look, 3 "hint-band-other";
    "close-on": Action::CloseOn, [Key::Char('D')], Deal / Change;
    "mark-deal": Action::Mark, [Key::Char(' ')], Deals / Change, 5 "hint-mark";
    "mark-all-deals": Action::MarkAll, [Key::Char('*')], Deals / Change;
    "next-step": Action::NextStep, [Key::Char('f')], Steps / Plan, 2 "hint-step";
    "call": Action::Call, [Key::Char('c')], Steps / Plan, 3 "hint-call";
    "activity": Action::Activity, [Key::Char('a')], Steps / Plan;
    "do": Action::Do, [Key::Char('d')], Steps / Plan, 3 "hint-do";
    "new-deal": Action::New, [Key::Char('n')], Deals / Records, 1 "hint-new";
    "new-item": Action::New, [Key::Char('n')], Week / Plan, 1 "hint-new";
    "item-on": Action::MoveItem(Way::On), [Key::Char('>')], Item / Change, 1 "hint-move";
    "item-back": Action::MoveItem(Way::Back), [Key::Char('<')], Item / Change, 1 "hint-move";
    "item-to": Action::MoveItem(Way::Choose), [Key::Char('m')], Item / Change;
    "block": Action::Block, [Key::Char('b')], Item / Change, 1 "hint-block";
    "count": Action::Count, [Key::Char('=')], Item / Change;
    "edit-item": Action::Edit, [Key::Char('e')], Item / Change, 5 "hint-edit";
    "drop-item": Action::Delete, [Key::Char('x')], Item / Change;
    "item-rep": Action::Owner, [Key::Char('o')], Item / Change;
    "mark-item": Action::Mark, [Key::Char(' ')], Item / Change, 5 "hint-mark";
    "mark-all-items": Action::MarkAll, [Key::Char('*')], Item / Change;
    "item-up": Action::OrderItem(Way::Back), [ALT_UP, Key::Char('K')], Item / Change;
    "item-down": Action::OrderItem(Way::On), [ALT_DOWN, Key::Char('J')], Item / Change;
    "item-next-week": Action::PutItem(Where::NextWeek), [Key::Char('N')], Item / Plan;
    "item-backlog": Action::PutItem(Where::Backlog), [Key::Char('B')], Item / Plan;
    "plan": Action::Plan, [Key::Char('p')], Plannable / Plan, 4 "hint-plan";
    "items-deal": Action::MoveItemsDeal, [Key::Char('M')], Planned / Change;
    "replan": Action::Replan(How::Choose), [Key::Char('P')], Planned / Plan, 5 "hint-replan";
    "fell-through": Action::Replan(How::FellThrough), [], Planned / Plan;
    "ready-to-sign": Action::Replan(How::Ready), [], Planned / Plan;
    "take": Action::Take, [Key::Enter, Key::Char(' ')], Planning / Plan, 1 "hint-take";
    "take-over": Action::Take, [Key::Char(' ')], Offer / Plan, 1 "hint-take";
    "leave": Action::Leave, [Key::Char('x')], Planning / Plan, 1 "hint-leave";
    "take-all": Action::TakeAll, [Key::Char('*')], Planning / Plan, 2 "hint-take-all";
    "times": Action::Times, [Key::Char('t')], Frame / Plan;
    "appoint": Action::Open, [Key::Enter], Times / Plan, 1 "hint-appoint";
    "first-time": Action::NextPart, [Key::Tab], Times / Look, 1 "hint-first-time";
    "choose-rep": Action::Mark, [Key::Char(' ')], Times / Look, 2 "hint-choose-rep";
    "choose-all": Action::MarkAll, [Key::Char('*')], Times / Look;
    "shorter": Action::Length(Way::Back), [Key::Char('<')], Times / Look, 3 "hint-length";
    "longer": Action::Length(Way::On), [Key::Char('>')], Times / Look, 3 "hint-length";
    "day-earlier": Action::When(Shift::Earlier), [Key::Char('-')], Times / Show, 4 "hint-day";
    "day-later": Action::When(Shift::Later), [Key::Char('+')], Times / Show, 4 "hint-day";
    "day-now": Action::When(Shift::Now), [Key::Char('0')], Times / Show;
    "goal": Action::Goal, [Key::Char('G')], Week / Plan;
    "start-week": Action::StartWeek, [Key::Char('S')], Week / Plan;
    "close-week": Action::CloseWeek, [Key::Char('E')], Week / Plan;
    "reopen-week": Action::ReopenWeek, [], ClosedWeek / Plan;
    "review-week": Action::ReviewWeek, [Key::Char('e')], ClosedWeek / Plan, 2 "hint-review-week";
    "team-review": Action::TeamReview, [Key::Char('E')], TeamWeeks / Plan, 3 "hint-team-review";
    "next-page": Action::Round(InRound::Next), [Key::Char(' '), Key::Enter, Key::Right], Review / Look, 1 "hint-next-turn";
    "previous-page": Action::Round(InRound::Previous), [Key::Backspace, Key::Left], Review / Look, 5 "hint-previous-turn";
    "filter": Action::Filter, [Key::Char('/')], Deals / Find, 2 "hint-filter";
    "complete": Action::Complete, [Key::Tab], Completing, 2 "hint-complete";
    "filters": Action::Filters, [Key::Ctrl('f')], Filters / Find, 6 "hint-filters";
    "save-filter": Action::SaveFilter, [], Deals / Find;
    "forget-filter": Action::ForgetFilter, [], Deals / Find;
    "sort": Action::Sort, [Key::Char('s')], Sorted / Look, 4 "hint-sort";
    "changes": Action::Changes, [Key::Char('w')], Deals / Find, 5 "hint-changes";
    "since": Action::Since(None), [Key::Char('w'), Key::Tab], Changes / Find, 1 "hint-since";
    "new-record": Action::New, [Key::Char('n'), Key::Insert], Records / Change, 2 "hint-new";
    "edit-record": Action::Edit, [Key::Enter, Key::Char('e')], Records / Change, 1 "hint-edit";
    "delete-record": Action::Delete, [Key::Char('x'), Key::Delete], Records / Change, 3 "hint-delete";
    "edit-party": Action::EditParty, [Key::F(4)], Party / Change, 1 "hint-edit-party";
    "edit-person": Action::Edit, [Key::Char('e'), Key::F(4)], Person / Change, 2 "hint-edit";
    "new-of-person": Action::New, [Key::Char('n'), Key::Insert], Person / Change, 2 "hint-new";
    "delete-of-person": Action::Delete, [Key::Char('x'), Key::Delete], Person / Change;
    "do-duty": Action::Do, [Key::Char('d')], Person / Plan, 3 "hint-do";
    "show-person": Action::ShowPerson, [Key::Char('r')], Person / Show, 3 "hint-show-person";
    "find-person": Action::Filter, [Key::Char('/')], Team / Find, 3 "hint-filter";
    "team-new": Action::New, [Key::Char('n')], Team / Records, 2 "hint-new";
    "team-edit": Action::Edit, [Key::Char('e')], Team / Change, 2 "hint-edit";
    "team-delete": Action::Delete, [Key::Char('x')], Team / Change, 5 "hint-delete";
    "whole-form": Action::WholeForm, [Key::Tab], Line, 2 "hint-whole-form";
    "next-turn": Action::Round(InRound::Next), [Key::Char(' '), Key::Enter, Key::Right], Round / Look, 1 "hint-next-turn";
    "previous-turn": Action::Round(InRound::Previous), [Key::Backspace, Key::Left], Round / Look, 5 "hint-previous-turn";
    "add-blocker": Action::Round(InRound::Blocker), [Key::Char('b')], Turn / Plan, 2 "hint-blocker";
    "ask-help": Action::Round(InRound::Help), [Key::Char('h')], Turn / Plan, 3 "hint-ask-help";
    "topic": Action::Round(InRound::Topic), [Key::Char('t')], Turn / Plan, 3 "hint-topic";
    "decision": Action::Round(InRound::Decision), [Key::Char('n')], Turn / Plan, 4 "hint-decision";
    "praise": Action::Round(InRound::Praise), [Key::Char('+')], Turn / Plan, 4 "hint-praise";
    "turns": Action::Round(InRound::Order), [Key::Char('o')], Round / Look, 6 "hint-turns";
    "end-round": Action::Back, [Key::Esc], Turn / Plan, 0 "hint-end-round";
    "back-to-round": Action::Round(InRound::Previous), [Key::Backspace, Key::Left], Summary / Look, 3 "hint-back-to-round";
    "copy-round": Action::Copy, [Key::Char('y')], Summary / Look, 1 "hint-copy-round";
    "save-round": Action::Round(InRound::Save), [Key::Char('s')], Summary / Look, 1 "hint-save-round";
    "columns": Action::Columns, [], Deals / Look;
    "show-column": Action::Mark, [Key::Char(' '), Key::Enter], Columns / Look, 1 "hint-show-column";
    "move-column-back": Action::MoveColumn(Way::Back), [Key::Char('<'), Key::Left], Columns / Look, 2 "hint-move-column";
    "move-column-on": Action::MoveColumn(Way::On), [Key::Char('>'), Key::Right], Columns / Look, 2 "hint-move-column";
    "explain": Action::Explain, [Key::Char('i')], Numbers / Look, 2 "hint-explain";
    "view": Action::NextView, [Key::Char('v')], Views / Look, 3 "hint-view";
    "next-part": Action::NextPart, [Key::Tab], Parts / Look, 5 "hint-part";
    "previous-part": Action::PreviousPart, [Key::BackTab], Parts / Look;
    "who": Action::Who(Turn::Choose), [Key::Char('r')], Frame / Show, 2 "hint-who";
    "person": Action::Person, [Key::Char('O')], Frame / Show;
    "person-here": Action::Person, [Key::Char('O')], Named / Show;
    "person-typing": Action::Person, [Key::Ctrl('o'), Key::F(3)], Naming / Show, 3 "hint-person";
    "who-previous": Action::Who(Turn::Previous), [Key::Char(',')], Frame / Show;
    "who-next": Action::Who(Turn::Next), [Key::Char('.')], Frame / Show;
    "earlier": Action::When(Shift::Earlier), [Key::Char('-')], Quarters / Show, 4 "hint-period";
    "later": Action::When(Shift::Later), [Key::Char('+')], Quarters / Show, 4 "hint-period";
    "now": Action::When(Shift::Now), [Key::Char('0')], Quarters / Show;
    "week-earlier": Action::Week(Shift::Earlier), [Key::Char('-')], Weeks / Show, 4 "hint-week";
    "week-later": Action::Week(Shift::Later), [Key::Char('+')], Weeks / Show, 4 "hint-week";
    "week-now": Action::Week(Shift::Now), [Key::Char('0')], Weeks / Show;
    "copy": Action::Copy, [Key::Char('y')], Openable / Look;
    "pane-today": Action::Show(PaneId::Today), [Key::Char('1')], Frame / Show;
    "pane-sprint": Action::Show(PaneId::Sprint), [Key::Char('2')], Frame / Show;
    "pane-pipeline": Action::Show(PaneId::Pipeline), [Key::Char('3')], Frame / Show;
    "pane-kpis": Action::Show(PaneId::Kpis), [Key::Char('7')], Frame / Show;
    "pane-team": Action::Show(PaneId::Team), [Key::Char('8')], Frame / Show;
    "standup": Action::Standup, [Key::F(5)], Frame / Plan;
    "needs": Action::Needs, [Key::Char('!')], Frame / Find;
    "jump": Action::Jump, [Key::Char('g')], Free / Find;
    "undo": Action::Undo, [Key::Char('u')], Latest / Change;
    "redo": Action::Redo, [Key::Ctrl('r')], Latest / Change;
    "new-account": Action::Add(Kind::Account), [], Frame / Records;
    "new-contact": Action::Add(Kind::Contact), [], Frame / Records;
    "new-deal-form": Action::Add(Kind::Deal), [], Frame / Records;
    "new-activity": Action::Add(Kind::Activity), [], Frame / Plan;
    "reps": Action::Records(Kind::Rep), [], Frame / Records;
    "teams": Action::Records(Kind::Team), [], Frame / Records;
    "places": Action::Records(Kind::Membership), [], Frame / Records;
    "offices": Action::Records(Kind::Office), [], Frame / Records;
    "pipelines": Action::Records(Kind::Pipeline), [], Frame / Records;
    "stages": Action::Records(Kind::Stage), [], Frame / Records;
    "products": Action::Records(Kind::Product), [], Frame / Records;
    "deal-lines": Action::Records(Kind::DealLine), [], Deal / Records;
    "deal-contacts": Action::Records(Kind::DealContact), [], Deal / Records;
    "deal-members": Action::Records(Kind::DealMember), [], Deal / Records;
    "credits": Action::Records(Kind::Credit), [], Deal / Records;
    "templates": Action::Records(Kind::Template), [], Frame / Records;
    "absences": Action::Records(Kind::Absence), [], Frame / Records;
    "holidays": Action::Records(Kind::Holiday), [], Frame / Records;
    "roles": Action::Records(Kind::Role), [Key::Char('R')], Frame / Records;
    "role-duties": Action::Records(Kind::RoleDuty), [Key::Char('Y')], Frame / Records;
    "account-members": Action::Records(Kind::AccountMember), [], Frame / Records;
    "default-members": Action::Records(Kind::DefaultMember), [], Frame / Records;
    "contracts": Action::Records(Kind::Contract), [], Frame / Records;
    "support-cases": Action::Records(Kind::SupportCase), [], Frame / Records;
    "skills": Action::Records(Kind::Skill), [], Frame / Records;
    "channels": Action::Records(Kind::Channel), [], Frame / Records;
    "ops-duties": Action::Records(Kind::OpsDuty), [], Frame / Records;
    "ship-roles": Action::ShipRoles, [], Frame / Records;
    "import": Action::Import, [], Frame / Program;
    "sample": Action::Sample, [], Frame / Program;
    "start": Action::Start, [], Frame / Program;
    "palette": Action::Palette, [Key::Char(':'), Key::Ctrl('p')], Free / Program, 0 "hint-palette";
    "help": Action::Help, [Key::Char('?'), Key::F(1)], Free / Program, 0 "hint-help";
    "settings": Action::Settings, [Key::F(2)], Frame / Program;
    "me": Action::Me, [], Frame / Program;
    "journal": Action::Journal, [Key::F(6)], Frame / Find;
    "menu": Action::Menu, [Key::F(10)], Free / Program;
    "quit": Action::Quit, [Key::Char('q')], Frame / Program, 1 "hint-quit";
    "up": Action::Move(Step::Up), [Key::Up, Key::Char('k')], Cursor;
    "down": Action::Move(Step::Down), [Key::Down, Key::Char('j')], Cursor;
    "left": Action::Move(Step::Left), [Key::Left, Key::Char('h')], Grid;
    "right": Action::Move(Step::Right), [Key::Right, Key::Char('l')], Grid;
    "page-up": Action::Move(Step::PageUp), [Key::PageUp], Cursor;
    "page-down": Action::Move(Step::PageDown), [Key::PageDown], Cursor;
    "first": Action::Move(Step::First), [Key::Home], Cursor;
    "last": Action::Move(Step::Last), [Key::End], Cursor;
    "redraw": Action::Redraw, [Key::Ctrl('l')], Everywhere / Program;
    "suspend": Action::Suspend, [Key::Ctrl('z')], Everywhere / Program;
    "interrupt": Action::Interrupt, [Key::Ctrl('c')], Everywhere / Program;
}
