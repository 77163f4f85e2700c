//! Choosing files: what a folder holds, found by typing; a path that is typed or pasted is gone to.
//!
//! ```text
//! │ /home/bavo/exports                                                2 marked │
//! │ / deals                                                                    │
//! │ ▶✓ deals.csv                                                       638 kB  │
//! │    ../                                                                     │
//! ```

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::domain::message::Message;
use crate::glyph::MARK;
use crate::i18n::Words;
use crate::tui::action::Step;
use crate::tui::effect::Effect;
use crate::tui::files::{Entry, EntryKind, Folder, Look, Place, Seen};
use crate::tui::fuzzy;
use crate::tui::layout;
use crate::tui::model::Cursor;
use crate::tui::widget::input::{Input, SEARCH};
use crate::tui::widget::table::{MARKER, position};
use crate::tui::widget::{Paint, text};

/// Cells before a name, for the marker and the mark.
const MARGIN: u16 = 3;

/// Cells of the size of a file.
const SIZE: u16 = 10;

/// A chooser of files.
#[derive(Debug, Default)]
pub struct Files {
    /// The folder that is shown; none while the first is being read.
    folder: Option<Folder>,
    /// What is being looked for: part of a name, or a path.
    pub input: Input,
    cursor: Cursor,
    marked: BTreeSet<PathBuf>,
    /// How columns become records, where somebody wrote a mapping and named its path.
    pub mapping: Option<PathBuf>,
    /// Why the last folder could not be seen.
    problem: Option<Message>,
    generation: u64,
    is_waiting: bool,
}

/// What choosing leads to.
pub enum Chosen {
    /// To these files.
    Files(Vec<PathBuf>),
    /// To another folder.
    Look(Effect),
    /// To nothing.
    Nothing,
}

impl Files {
    /// Asks for a folder, and takes no answer to an earlier wish.
    pub fn look(&mut self, place: Place) -> Effect {
        self.generation += 1;
        self.is_waiting = true;
        Effect::Look(Look {
            generation: self.generation,
            place,
        })
    }

    /// Takes what was found, if it is what is awaited.
    pub fn take(&mut self, seen: Seen) {
        if seen.generation != self.generation {
            return;
        }
        self.is_waiting = false;
        match seen.result {
            Ok(folder) => {
                self.problem = None;
                self.input = Input::default();
                let selected = folder.named.first().and_then(|path| {
                    let entries = folder.entries.iter();
                    entries.clone().position(|entry| entry.path == *path)
                });
                let (mappings, files): (Vec<_>, Vec<_>) = folder
                    .named
                    .iter()
                    .cloned()
                    .partition(|path| is_mapping(path));
                self.marked.extend(files);
                self.mapping = mappings.into_iter().next().or(self.mapping.take());
                self.cursor = Cursor {
                    selected: selected.unwrap_or(0),
                    offset: 0,
                };
                self.folder = Some(folder);
            }
            Err(problem) => self.problem = Some(problem),
        }
    }

    /// Whether a path is being typed, not part of a name.
    pub fn is_path(&self) -> bool {
        self.input.text().contains(['/', '\\', '~', '\'', '"'])
    }

    /// What was typed has changed.
    pub fn typed(&mut self) {
        self.cursor = Cursor::default();
        self.problem = None;
    }

    /// What is listed: of files that are marked elsewhere only the number is said.
    fn entries(&self) -> Vec<&Entry> {
        let Some(folder) = &self.folder else {
            return Vec::new();
        };
        let all: Vec<_> = folder.entries.iter().collect();
        match self.input.text() {
            "" => all,
            _ if self.is_path() => Vec::new(),
            wanted => fuzzy::best(wanted, all, |entry| entry.name.clone()),
        }
    }

    fn selected(&self) -> Option<Entry> {
        self.entries().get(self.cursor.selected).copied().cloned()
    }

    /// Moves the selection.
    pub fn step(&mut self, step: Step, over: Rect) {
        let (count, page) = (self.entries().len(), parts(over).lines.height);
        self.cursor.step(step, count, page.into());
    }

    /// Marks the selected file, or takes its mark away, and goes on to the next file: from a folder Enter would lead away
    /// from what is marked.
    pub fn mark(&mut self, over: Rect) {
        if let Some(entry) = self.selected().filter(|it| it.kind.is_file()) {
            if !self.marked.remove(&entry.path) {
                self.marked.insert(entry.path);
            }
            let next = self.entries().get(self.cursor.selected + 1).copied();
            if next.is_some_and(|entry| entry.kind.is_file()) {
                self.step(Step::Down, over);
            }
        }
    }

    /// Marks every file that is listed, or takes their marks away if all have one.
    pub fn mark_all(&mut self) {
        let files = self.entries().into_iter().filter(|it| it.kind.is_file());
        let files: Vec<_> = files.map(|entry| entry.path.clone()).collect();
        if files.iter().all(|path| self.marked.contains(path)) {
            self.marked.retain(|path| !files.contains(path));
        } else {
            self.marked.extend(files);
        }
    }

    /// Goes to the folder that this one lies in.
    pub fn parent(&mut self) -> Chosen {
        let parent = self.folder.as_ref().and_then(|it| it.path.parent());
        let parent = parent.map(|path| Place::Folder(path.to_owned()));
        parent.map_or(Chosen::Nothing, |place| Chosen::Look(self.look(place)))
    }

    /// Goes to the path that was typed.
    pub fn go(&mut self) -> Chosen {
        let from = self.folder.as_ref().map(|folder| folder.path.clone());
        let place = Place::Typed {
            text: self.input.text().to_owned(),
            from: from.unwrap_or_default(),
        };
        Chosen::Look(self.look(place))
    }

    /// Opens a folder, or takes the marked files; the selected one if none is marked.
    pub fn choose(&mut self) -> Chosen {
        if self.is_path() {
            return self.go();
        }
        match self.selected() {
            Some(entry) if !entry.kind.is_file() => {
                Chosen::Look(self.look(Place::Folder(entry.path)))
            }
            _ if !self.marked.is_empty() => Chosen::Files(self.marked.iter().cloned().collect()),
            Some(entry) => Chosen::Files(vec![entry.path]),
            None => Chosen::Nothing,
        }
    }

    /// A click selects an entry; on the selected one it marks a file and opens a folder.
    pub fn click(&mut self, over: Rect, at: Position) -> Chosen {
        let lines = parts(over).lines;
        if !lines.contains(at) {
            return Chosen::Nothing;
        }
        let clicked = usize::from(at.y - lines.y) + self.offset(lines);
        let Some(kind) = self.entries().get(clicked).map(|entry| entry.kind) else {
            return Chosen::Nothing;
        };
        let was_selected = self.cursor.selected == clicked;
        self.cursor.selected = clicked;
        match kind {
            EntryKind::File { .. } => {
                if let Some(entry) = self.selected()
                    && !self.marked.remove(&entry.path)
                {
                    self.marked.insert(entry.path);
                }
                Chosen::Nothing
            }
            _ if was_selected => self.choose(),
            _ => Chosen::Nothing,
        }
    }

    /// The first visible entry, in a place that may have another size since.
    fn offset(&self, lines: Rect) -> usize {
        let mut cursor = self.cursor;
        cursor.keep_in(self.entries().len(), lines.height.into());
        cursor.offset
    }

    /// Draws the chooser over a pane and says where its cursor is.
    pub fn draw(&self, paint: &mut Paint<'_>, over: Rect) -> Position {
        let place = parts(over);
        let entries = self.entries();
        let is_long = entries.len() > usize::from(place.lines.height);
        let at = is_long.then(|| position(paint.words, self.cursor, entries.len()));
        let title = paint.words.text("import-title-files");
        paint.popup(place.frame, &title, at.as_deref());
        self.draw_where(paint, place.folder);
        let taken = text::put(paint.buf, place.input, SEARCH, paint.theme.key);
        let line = text::after(place.input, taken);
        let typing = self.input.draw(paint, line, paint.theme.text);
        if self.input.text().is_empty() {
            let advice = paint.words.text("import-files-advice");
            text::put(paint.buf, text::after(line, 1), &advice, paint.theme.dim);
        }
        if entries.is_empty() || self.problem.is_some() {
            self.draw_calm(paint, place.lines);
        } else {
            for (line, at) in place.lines.rows().zip(self.offset(place.lines)..) {
                if let Some(entry) = entries.get(at) {
                    self.draw_entry(paint, line, entry, at == self.cursor.selected);
                }
            }
        }
        typing
    }

    /// The folder, the end of its path first of all, and what is chosen so far.
    fn draw_where(&self, paint: &mut Paint<'_>, line: Rect) {
        let Some(folder) = &self.folder else { return };
        let (said, style) = self.chosen(paint, folder);
        text::put_right(paint.buf, line, &said, style);
        let path = folder.path.to_string_lossy();
        let width = line.width.saturating_sub(text::width(&said) + 2);
        text::put(
            paint.buf,
            line,
            &text::fit_end(&path, width),
            paint.theme.title,
        );
    }

    /// How many files are marked, wherever they are, and with which mapping they are read.
    fn chosen(&self, paint: &Paint<'_>, folder: &Folder) -> (String, Style) {
        let mut parts = Vec::new();
        if !self.marked.is_empty() {
            let count = Message::new("import-files-marked").with("count", self.marked.len());
            parts.push(paint.words.say(&count));
        }
        if let Some(name) = self.mapping.as_ref().and_then(|path| path.file_name()) {
            let name = name.to_string_lossy().into_owned();
            let mapping = Message::new("import-files-mapping").with("name", name);
            parts.push(paint.words.say(&mapping));
        }
        if parts.is_empty() && folder.is_cut {
            return (paint.words.text("import-files-cut"), paint.theme.warn);
        }
        if parts.is_empty() && !folder.entries.iter().any(|entry| entry.kind.is_file()) {
            return (paint.words.text("import-files-none"), paint.theme.dim);
        }
        (parts.join(", "), paint.theme.good)
    }

    /// Why nothing is listed, and what to do.
    fn draw_calm(&self, paint: &mut Paint<'_>, area: Rect) {
        let plain = |key| (paint.words.text(key), paint.theme.text);
        let (said, style) = match &self.problem {
            Some(problem) => (paint.words.say(problem), paint.theme.bad),
            None if self.is_waiting => plain("waiting"),
            None if self.is_path() => plain("import-files-path"),
            None => plain("import-files-none-so"),
        };
        let lines = text::wrap(&said, area.width);
        for (line, said) in area.rows().zip(&lines) {
            text::put(paint.buf, line, said, style);
        }
    }

    fn draw_entry(&self, paint: &mut Paint<'_>, line: Rect, entry: &Entry, is_selected: bool) {
        let theme = paint.theme;
        if self.marked.contains(&entry.path) {
            text::put(paint.buf, text::after(line, 1), MARK, theme.good);
        }
        let mut name = text::after(line, MARGIN);
        if let EntryKind::File { bytes } = entry.kind {
            text::put_right(paint.buf, name, &size(paint.words, bytes), theme.dim);
            name.width = name.width.saturating_sub(SIZE);
            text::put(paint.buf, name, &entry.name, theme.text);
        } else {
            let folder = [
                text::fit(&entry.name, name.width.saturating_sub(1)),
                "/".to_owned(),
            ];
            text::put(paint.buf, name, &folder.concat(), theme.accent);
        }
        if is_selected {
            text::put(paint.buf, line, MARKER, theme.text);
            paint.buf.set_style(line, theme.selected);
        }
    }
}

/// A mapping is a TOML file, and no list of rows is one.
fn is_mapping(path: &Path) -> bool {
    let ending = path.extension();
    ending.is_some_and(|it| it.eq_ignore_ascii_case("toml"))
}

/// Where the parts of the chooser are.
struct Parts {
    frame: Rect,
    folder: Rect,
    input: Rect,
    lines: Rect,
}

fn parts(over: Rect) -> Parts {
    let popup = layout::large_popup(over);
    Parts {
        frame: popup.frame,
        folder: text::line_of(popup.lines, 0),
        input: text::line_of(popup.lines, 1),
        lines: layout::below(popup.lines, 2),
    }
}

/// How large a file is, in three digits.
fn size(words: &Words, bytes: u64) -> String {
    let (key, unit) = match bytes {
        0..1_000 => ("size-b", 1),
        1_000..1_000_000 => ("size-kb", 1_000),
        _ => ("size-mb", 1_000_000),
    };
    let count = i64::try_from(bytes.div_ceil(unit)).unwrap_or(i64::MAX);
    words.say(&Message::new(key).with("count", count))
}
