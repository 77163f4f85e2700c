//! The terminal: taken over by one guard, given back on every way out, and written once a frame.

use std::cell::RefCell;
use std::io::{self, Write};
use std::mem;
use std::panic;
use std::process::{self, ExitStatus};
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{ResetColor, force_color_output};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::stdio::stdin;
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;

use crate::folder::Folder;
use loan::Loan;

pub(super) mod background;
pub(super) mod loan;

/// Who has the terminal.
#[derive(Debug, Default)]
enum Hold {
    /// Whoever had it before the cockpit.
    #[default]
    Users,
    /// The cockpit: it has to be given back.
    Ours,
    /// A program of the user's, on behalf of the cockpit.
    Lent(Loan),
}

/// Held while the terminal's modes change.
static HOLD: Mutex<Hold> = Mutex::new(Hold::Users);

static HOOK: Once = Once::new();

/// What a program ends with that panicked.
const PANICKED: i32 = 101;

/// Gives the terminal back, once: from the guard, from a panic, from the watchdog.
pub(super) fn restore() {
    let mut hold = hold();
    match mem::take(&mut *hold) {
        Hold::Users => {}
        Hold::Ours => {
            // The mode first: it is set even while the terminal takes no bytes. Nothing can be done about a failure.
            let _ = disable_raw_mode();
            drop(hold);
            // A frame that is being written goes out whole before it: `Pending::send` holds the same lock.
            let _ = leave(&mut io::stdout().lock());
        }
        Hold::Lent(loan) => {
            drop(hold);
            loan.call_in();
        }
    }
}

fn hold() -> MutexGuard<'static, Hold> {
    HOLD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the terminal is the cockpit's, or lent by it.
pub(super) fn is_taken() -> bool {
    !matches!(*hold(), Hold::Users)
}

fn is_lent() -> bool {
    matches!(*hold(), Hold::Lent(_))
}

/// Gives the terminal back and lends it to a program that starts now. [`Screen::resume`] takes it again.
pub(super) fn lend(start: impl FnOnce() -> io::Result<Loan>) -> io::Result<()> {
    restore();
    // Held while it starts: whatever ends the cockpit meanwhile ends the program too.
    let mut hold = hold();
    *hold = Hold::Lent(start()?);
    Ok(())
}

/// How a program ended that had the terminal, and what it worked on; nothing as long as it has not.
pub(super) fn end_loan() -> io::Result<Option<(ExitStatus, Folder)>> {
    let mut hold = hold();
    let Hold::Lent(loan) = &mut *hold else {
        return Ok(None);
    };
    let Some(status) = loan.status()? else {
        return Ok(None);
    };
    match mem::take(&mut *hold) {
        Hold::Lent(loan) => Ok(Some((status, loan.end()?))),
        Hold::Users | Hold::Ours => Ok(None),
    }
}

/// Makes the system say again that there is input, if there is some: crossterm 0.29 forgets what came together with a
/// new size until more comes. To set the modes as they are is enough.
pub(super) fn remind_of_input() {
    let mut waiting = [PollFd::from_borrowed_fd(stdin(), PollFlags::IN)];
    let at_once = Timespec::default();
    let hold = hold();
    if matches!(*hold, Hold::Ours) && poll(&mut waiting, Some(&at_once)) == Ok(1) {
        let _ =
            tcgetattr(stdin()).and_then(|modes| tcsetattr(stdin(), OptionalActions::Now, &modes));
    }
}

/// What is asked of the terminal beside showing pictures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options {
    /// To say what the mouse does.
    pub(super) mouse: bool,
}

/// Buttons, the wheel, and moves while a button is down, with cells of any number. Not every move: nobody asked.
struct Mouse(bool);

impl Command for Mouse {
    fn write_ansi(&self, to: &mut impl std::fmt::Write) -> std::fmt::Result {
        to.write_str(if self.0 {
            "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
        } else {
            "\x1b[?1006l\x1b[?1002l\x1b[?1000l"
        })
    }
}

/// Over to a screen of our own.
fn enter(terminal: &mut impl Write, options: Options) -> io::Result<()> {
    queue!(terminal, EnterAlternateScreen, EnableBracketedPaste)?;
    if options.mouse {
        queue!(terminal, Mouse(true))?;
    }
    terminal.flush()
}

/// Back to the user's own screen. The alternate one is left empty: tmux 3.3 takes rows of one that was resized into
/// its history, and shows them above the prompt.
fn leave(terminal: &mut impl Write) -> io::Result<()> {
    execute!(
        terminal,
        EndSynchronizedUpdate,
        Mouse(false),
        DisableBracketedPaste,
        ResetColor,
        Clear(ClearType::All),
        LeaveAlternateScreen,
        Show
    )
}

/// Puts a text on the clipboard, through the terminal: also from another machine.
pub(super) fn copy(text: &str) -> io::Result<()> {
    let copied = CopyToClipboard::to_clipboard_from(text);
    execute!(io::stdout().lock(), copied)
}

/// The terminal while it is ours. Dropping it gives it back.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Pending>>,
    pending: Pending,
    options: Options,
}

impl Screen {
    /// Takes the terminal over.
    pub(super) fn enter(options: Options) -> io::Result<Self> {
        HOOK.call_once(read_panics_on_the_users_screen);
        // Under NO_COLOR crossterm 0.29 drops bold and reverse too (crossterm #1069), and with them the selected
        // row. The mono theme respects the wish instead.
        force_color_output(true);
        let pending = Pending::default();
        let screen = Self {
            terminal: Terminal::new(CrosstermBackend::new(pending.clone()))?,
            pending,
            options,
        };
        screen.take()?;
        Ok(screen)
    }

    fn take(&self) -> io::Result<()> {
        let mut hold = hold();
        enable_raw_mode()?;
        *hold = Hold::Ours;
        drop(hold);
        enter(&mut io::stdout().lock(), self.options)
    }

    /// Takes the terminal over again, whatever happened to it meanwhile, and says how large it is now.
    pub(super) fn resume(&mut self) -> io::Result<Size> {
        // A program that was stopped without a word left it in a mode that a shell has changed since.
        disable_raw_mode()?;
        self.take()?;
        self.forget()?;
        self.size()
    }

    /// Listens to the mouse from now on, or leaves it to the terminal to select text with.
    pub(super) fn set_mouse(&mut self, mouse: bool) -> io::Result<()> {
        self.options.mouse = mouse;
        if is_lent() {
            return Ok(());
        }
        execute!(io::stdout().lock(), Mouse(mouse))
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Forgets what the screen shows, so that the next frame draws every cell.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        // Not `clear`: it asks the terminal for its cursor, and the input thread would swallow the answer.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::from((Position::ORIGIN, size)))
    }

    /// Draws a frame; the picture says where the cursor is.
    pub(super) fn draw(
        &mut self,
        picture: impl FnOnce(Rect, &mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        self.terminal.draw(|frame| {
            if let Some(cursor) = picture(frame.area(), frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        self.pending.send()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// A panic anywhere, on any thread, gives the terminal back before it is reported. On another thread than the main
/// one it ends the program too: nothing else would, and what the cockpit shows would no longer be true.
fn read_panics_on_the_users_screen() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        restore();
        report(info);
        if thread::current().name() != Some("main") {
            process::exit(PANICKED);
        }
    }));
}

/// Asks this job to stop, the cockpit with all that belongs to it, as Ctrl-Z does where the terminal hears it. The
/// cockpit's own answer is [`super::event::Event::Suspend`].
pub(super) fn stop_job() -> io::Result<()> {
    Ok(kill_current_process_group(Signal::TSTP)?)
}

/// Gives the terminal back and stops the program, as the system does it to one that does not mind. Whoever continues it
/// is answered by [`Screen::resume`]. One that is lent stays so: the borrower is stopped by the same key.
pub(super) fn suspend() -> io::Result<()> {
    if has_job_control()? {
        if !is_lent() {
            restore();
        }
        emulate_default_handler(SIGTSTP)?;
    }
    Ok(())
}

/// Whether a shell is there to continue what has stopped: one that can gives each job a process group of its own. In
/// the session's first group nobody would.
fn has_job_control() -> io::Result<bool> {
    Ok(getpgrp() != getsid(None)?)
}

/// Ends the program in the middle if a test says so, by `QUARTERDECK_FAIL=main`, `worker` or `error`.
#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "that is what it is for")]
pub(super) fn fail_as_told(place: &str) -> io::Result<()> {
    match std::env::var("QUARTERDECK_FAIL").as_deref() {
        Ok("error") if place == "main" => Err(io::Error::other("a test says so")),
        Ok(told) if told == place => panic!("a test says so"),
        _ => Ok(()),
    }
}

/// The bytes of one frame. Whatever ratatui flushes on the way stays here until the frame is whole.
#[derive(Clone, Default)]
struct Pending(Rc<RefCell<Vec<u8>>>);

impl Pending {
    /// Writes the frame at once, and the terminal shows it at once.
    fn send(&self) -> io::Result<()> {
        let cells = mem::take(&mut *self.0.borrow_mut());
        if cells.is_empty() {
            return Ok(());
        }
        let mut frame = Vec::with_capacity(cells.len() + 16);
        queue!(frame, BeginSynchronizedUpdate)?;
        frame.extend_from_slice(&cells);
        queue!(frame, EndSynchronizedUpdate)?;
        let mut stdout = io::stdout().lock();
        // Whoever gave the terminal back is about to end the program, or to stop it and draw everything anew.
        if !matches!(*hold(), Hold::Ours) {
            return Ok(());
        }
        stdout.write_all(&frame)?;
        stdout.flush()
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(commands: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut bytes = Vec::new();
        commands(&mut bytes).expect("memory takes bytes");
        let text = String::from_utf8(bytes).expect("commands are text");
        text.replace('\u{1b}', "␛")
    }

    #[test]
    fn all_that_is_switched_on_is_switched_off() {
        let modes = |text: &str, end: char| {
            let parts = text.split('␛').filter_map(|it| it.strip_suffix(end));
            let mut modes: Vec<_> = parts.filter_map(|it| it.strip_prefix("[?")).collect();
            modes.sort_unstable();
            modes.join(" ")
        };
        let on = written(|it| enter(it, Options { mouse: true }));
        let off = written(leave);
        assert_eq!(modes(&on, 'h'), "1000 1002 1006 1049 2004");
        // And an update that was cut short.
        assert_eq!(modes(&off, 'l'), "1000 1002 1006 1049 2004 2026");
        assert_eq!(modes(&off, 'h'), "25");
        let on = written(|it| enter(it, Options { mouse: false }));
        assert_eq!(modes(&on, 'h'), "1049 2004");
    }

    #[test]
    fn the_screen_is_emptied_before_it_is_left() {
        let off = written(leave);
        assert!(off.ends_with("␛[0m␛[2J␛[?1049l␛[?25h"), "{off}");
    }
}
