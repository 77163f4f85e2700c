//! A bar on a terminal for what takes its time, and the signals that stop it.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};
use signal_hook::SigId;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::service::exchange::import::Progress;

/// A bar; without a terminal one that nobody sees. It goes with the value.
pub struct Bar {
    shown: ProgressBar,
    /// Number of the signal that came, or 0.
    signal: Arc<AtomicUsize>,
    handlers: Vec<SigId>,
}

impl Bar {
    /// The signals that end a program that takes its time.
    pub const ENDING: &[i32] = &[SIGINT, SIGTERM, SIGHUP];

    /// A bar that these signals stop, instead of the program.
    pub fn new(signals: &[i32]) -> io::Result<Self> {
        let shown = if io::stderr().is_terminal() {
            ProgressBar::new(0)
        } else {
            ProgressBar::hidden()
        };
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len}") {
            shown.set_style(style);
        }
        let mut bar = Self {
            shown,
            signal: Arc::default(),
            handlers: Vec::new(),
        };
        for &signal in signals {
            let number = usize::try_from(signal).unwrap_or(0);
            let flag = Arc::clone(&bar.signal);
            let handler = signal_hook::flag::register_usize(signal, flag, number)?;
            bar.handlers.push(handler);
        }
        Ok(bar)
    }

    /// Shows how far it is; a signal since then says to stop.
    pub fn show(&self, progress: Progress) -> ControlFlow<()> {
        self.shown.set_length(progress.total);
        self.shown.set_position(progress.done);
        if self.signal().is_some() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Takes it off the screen.
    pub fn clear(&self) {
        self.shown.finish_and_clear();
    }

    /// Number of the signal that came, if one did.
    pub fn signal(&self) -> Option<u8> {
        let number = self.signal.load(Ordering::Relaxed);
        u8::try_from(number).ok().filter(|number| *number > 0)
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.clear();
        for handler in self.handlers.drain(..) {
            signal_hook::low_level::unregister(handler);
        }
    }
}
