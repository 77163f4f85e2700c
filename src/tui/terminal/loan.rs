//! The terminal while a program of the user's has it: whatever that leaves behind is put right.

use std::io::{self, Write};
use std::process::{Child, Command, ExitStatus};

use crossterm::cursor::Show;
use crossterm::event::DisableBracketedPaste;
use crossterm::execute;
use crossterm::style::ResetColor;
use crossterm::terminal::LeaveAlternateScreen;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};
use rustix::stdio::stdin;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use super::Mouse;
use crate::folder::Folder;

/// A program that is asked to end has 0.2 s to put the terminal in order by itself.
const CALL_MAX: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 200_000_000,
};

/// What the terminal was before it was lent, and who has it.
#[derive(Debug)]
pub(in crate::tui) struct Loan {
    modes: Termios,
    borrower: Child,
    /// What the borrower works on; it goes with the loan.
    folder: Folder,
}

impl Loan {
    /// To a program that works on what is in the folder.
    pub(in crate::tui) fn start(program: &mut Command, folder: Folder) -> io::Result<Self> {
        Ok(Self {
            modes: tcgetattr(stdin())?,
            borrower: program.spawn()?,
            folder,
        })
    }

    /// How the borrower ended, if it has.
    pub(super) fn status(&mut self) -> io::Result<Option<ExitStatus>> {
        self.borrower.try_wait()
    }

    /// What the borrower, which has ended, worked on. The terminal's modes are again what they were: a program that
    /// crashed has left its own.
    pub(super) fn end(self) -> io::Result<Folder> {
        tcsetattr(stdin(), OptionalActions::Now, &self.modes)?;
        Ok(self.folder)
    }

    /// Ends the borrower. Nothing can be done about a failure.
    pub(super) fn call_in(self) {
        let number = Pid::from_child(&self.borrower);
        let _ = kill_process(number, Signal::TERM);
        if let Ok(borrower) = pidfd_open(number, PidfdFlags::empty()) {
            let _ = poll(
                &mut [PollFd::new(&borrower, PollFlags::IN)],
                Some(&CALL_MAX),
            );
        }
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
