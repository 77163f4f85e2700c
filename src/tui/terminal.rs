//! The terminal: taken over by one guard, given back on every way out, and written once a frame.

use std::cell::RefCell;
use std::io::{self, Write};
use std::mem;
use std::panic;
use std::rc::Rc;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::style::force_color_output;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

/// Whether the terminal is ours and has to be given back.
static IS_TAKEN: AtomicBool = AtomicBool::new(false);

static HOOK: Once = Once::new();

/// Gives the terminal back, once: from the guard, from a panic, from the watchdog.
pub(super) fn restore() {
    if IS_TAKEN.swap(false, Ordering::SeqCst) {
        // The mode first: it is set even while the terminal takes no bytes. Nothing can be done about a failure.
        let _ = disable_raw_mode();
        let _ = leave(&mut io::stdout());
    }
}

/// Back to the user's own screen. The alternate one is left empty: tmux 3.3 takes rows of one that was resized into
/// its history, and shows them above the prompt.
fn leave(terminal: &mut impl Write) -> io::Result<()> {
    execute!(
        terminal,
        EndSynchronizedUpdate,
        Clear(ClearType::All),
        LeaveAlternateScreen,
        Show
    )
}

/// The terminal while it is ours. Dropping it gives it back.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Pending>>,
    pending: Pending,
}

impl Screen {
    /// Takes the terminal over.
    pub(super) fn enter() -> io::Result<Self> {
        // A panic anywhere, on any thread, is read on the user's own screen.
        HOOK.call_once(|| {
            let previous = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                restore();
                previous(info);
            }));
        });
        // Under NO_COLOR crossterm 0.29 drops bold and reverse too (crossterm #1069), and with them the selected
        // row. The mono theme respects the wish instead.
        force_color_output(true);
        let pending = Pending::default();
        let terminal = Terminal::new(CrosstermBackend::new(pending.clone()))?;
        enable_raw_mode()?;
        IS_TAKEN.store(true, Ordering::SeqCst);
        let screen = Self { terminal, pending };
        execute!(io::stdout(), EnterAlternateScreen)?;
        Ok(screen)
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
        if !IS_TAKEN.load(Ordering::SeqCst) {
            return Err(io::Error::other("the terminal was given back"));
        }
        self.terminal.draw(|frame| {
            if let Some(cursor) = picture(frame.area(), frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        self.pending.send()
    }
}

impl Screen {
    /// TODO
    pub(super) fn copy(&mut self, _text: &str) -> io::Result<()> {
        Ok(())
    }
    /// TODO
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
    /// TODO
    pub(super) fn set_mouse(&mut self, _is_on: bool) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
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

    #[test]
    fn the_screen_is_emptied_before_it_is_left() {
        let mut bytes = Vec::new();
        leave(&mut bytes).expect("memory takes bytes");
        let text = String::from_utf8(bytes).expect("commands are text");
        assert_eq!(text, "\u{1b}[?2026l\u{1b}[2J\u{1b}[?1049l\u{1b}[?25h");
    }
}
