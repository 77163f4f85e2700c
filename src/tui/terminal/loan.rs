//! The terminal while a program of the user's has it: whatever that leaves behind is put right.

use std::convert::Infallible;
use std::io::{self, Write};
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::DisableBracketedPaste;
use crossterm::execute;
use crossterm::style::ResetColor;
use crossterm::terminal::LeaveAlternateScreen;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use rustix::stdio::stdin;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use super::Mouse;
use crate::folder::Folder;

/// A program that is asked to end has this long to put the terminal in order by itself.
const CALL_MAX: Duration = Duration::from_millis(200);

/// What the terminal was before it was lent, and who has it.
#[derive(Debug)]
pub(in crate::tui) struct Loan {
    modes: Termios,
    borrower: Child,
    /// Hangs up when the borrower has ended.
    ended: Receiver<Infallible>,
    /// What the borrower works on; it goes with the loan.
    folder: Folder,
}

impl Loan {
    /// To a program that works on what is in the folder. `end` is called when it has ended.
    pub(in crate::tui) fn start(
        program: &mut Command,
        folder: Folder,
        end: impl FnOnce() + Send + 'static,
    ) -> io::Result<Self> {
        let modes = tcgetattr(stdin())?;
        let borrower = program.spawn()?;
        let number = Pid::from_child(&borrower);
        let (alive, ended) = mpsc::channel();
        thread::spawn(move || {
            // It is left to be waited for: until then its number is nobody else's.
            let until = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            let _ = waitid(WaitId::Pid(number), until);
            end();
            drop(alive);
        });
        Ok(Self {
            modes,
            borrower,
            ended,
            folder,
        })
    }

    /// The borrower has ended: how, and what it worked on. The terminal's modes are again what they were; a program that
    /// crashed has left its own.
    pub(super) fn end(mut self) -> io::Result<(ExitStatus, Folder)> {
        let ended = self.borrower.wait();
        tcsetattr(stdin(), OptionalActions::Now, &self.modes)?;
        Ok((ended?, self.folder))
    }

    /// Ends the borrower. Nothing can be done about a failure.
    pub(super) fn call_in(self) {
        let _ = kill_process(Pid::from_child(&self.borrower), Signal::TERM);
        let _ = self.ended.recv_timeout(CALL_MAX);
        let _ = tcsetattr(stdin(), OptionalActions::Now, &self.modes);
        let _ = leave(&mut io::stdout().lock());
    }
}

/// Back to the user's own screen, where most programs go by themselves. What stands there stays.
fn leave(terminal: &mut impl Write) -> io::Result<()> {
    execute!(
        terminal,
        Mouse(false),
        DisableBracketedPaste,
        ResetColor,
        LeaveAlternateScreen,
        Show
    )
}
