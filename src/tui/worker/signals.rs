//! The system's word: signals, and a terminal that is gone. The cockpit is told, and ended if it does not listen.

use std::io;
use std::mem::MaybeUninit;
use std::process;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use ratatui::layout::Size;
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::io::Errno;
use rustix::stdio::stdin;
use rustix::termios::tcgetattr;
use signal_hook::consts::{SIGCHLD, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::SignalsInfo;
use signal_hook::iterator::exfiltrator::WithRawSiginfo;

use crate::tui::event::Event;
use crate::tui::terminal;

/// After a signal the main loop has this long to end by itself.
const GRACE: Duration = Duration::from_millis(500);

/// A terminal that takes no bytes any more is given this long to be restored.
const RESTORE_MAX: Duration = Duration::from_millis(300);

/// The code of a signal that a process sent is not above this one; that of the system itself is.
const SENT_MAX: i32 = 0;

/// Turns signals into events, and ends the program itself if one asks for that and nobody listens.
///
/// The main loop may hang in a write to a terminal that is gone, so that a flag or an event alone could stay unread
/// for ever.
pub(in crate::tui) fn watch(events: Sender<Event>) -> io::Result<()> {
    let mut signals = SignalsInfo::<WithRawSiginfo>::new([
        SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGCHLD,
    ])?;
    let (arrived, arriving) = mpsc::channel();
    watch_terminal(arrived.clone())?;
    let others = events.clone();
    thread::spawn(move || {
        for info in signals.forever() {
            let event = match info.si_signo {
                SIGTSTP => Some(Event::Suspend),
                SIGCONT => Some(Event::Resume),
                SIGWINCH => new_size(),
                SIGCHLD => Some(Event::Child),
                // Ctrl-C in an editor that does not read it as a key: in the cockpit's own modes the system makes no signal
                // of it. The editor may have ended by now.
                SIGINT | SIGQUIT if info.si_code > SENT_MAX && terminal::is_taken() => None,
                end => {
                    let _ = arrived.send(end);
                    None
                }
            };
            if let Some(event) = event {
                let _ = others.send(event);
            }
        }
    });
    thread::spawn(move || {
        let Some(signal) = pass_on(&arriving, &events) else {
            return;
        };
        let (done, restored) = mpsc::channel();
        thread::spawn(move || {
            terminal::restore();
            let _ = done.send(());
        });
        let _ = restored.recv_timeout(RESTORE_MAX);
        process::exit(128 + signal);
    });
    Ok(())
}

/// The terminal has another size. crossterm 0.29 says so too, but only from its first read on, and not always when a key
/// comes with it.
fn new_size() -> Option<Event> {
    let (width, height) = crossterm::terminal::size().ok()?;
    Some(Event::Resize(Size::new(width, height)))
}

/// Tells the main loop of a signal, and comes back with it when it is time to end without the loop.
fn pass_on(arriving: &Receiver<i32>, events: &Sender<Event>) -> Option<i32> {
    let signal = arriving.recv().ok()?;
    if events.send(Event::Signal(signal)).is_ok() {
        // Whoever sends a second one has no patience left.
        let _ = arriving.recv_timeout(GRACE);
    }
    Some(signal)
}

/// Says that the terminal is gone as the system says it to most programs, by SIGHUP. A child of one that ignores
/// SIGHUP does not get it, nor does a job in the background, and crossterm 0.29 never comes back from a terminal that is
/// gone (crossterm #793).
fn watch_terminal(arrived: Sender<i32>) -> io::Result<()> {
    // Told of changes only: what is true all the time cannot keep this thread busy. Of input as well: a serial line
    // that hangs up wakes nobody but those who wait for some.
    let queue = epoll::create(CreateFlags::CLOEXEC)?;
    let changes = EventFlags::IN | EventFlags::ET;
    epoll::add(&queue, stdin(), EventData::new_u64(0), changes)?;
    thread::spawn(move || {
        let mut room = [MaybeUninit::uninit(); 1];
        loop {
            match epoll::wait(&queue, &mut room, None) {
                Ok((changes, _)) if changes.iter().any(|it| is_gone(it.flags)) => break,
                Ok(_) | Err(Errno::INTR) => {}
                Err(_) => return,
            }
        }
        let _ = arrived.send(SIGHUP);
    });
    Ok(())
}

/// Whether the terminal is gone. A kind of terminal may say so wrongly: one that is gone has no modes any more.
fn is_gone(flags: EventFlags) -> bool {
    flags.intersects(EventFlags::HUP | EventFlags::ERR) && tcgetattr(stdin()).is_err()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_second_signal_does_not_wait_for_the_main_loop() {
        let (events, inbox) = mpsc::channel();
        let (arrived, arriving) = mpsc::channel();
        let started = Instant::now();
        for signal in [SIGTERM, SIGINT] {
            arrived.send(signal).expect("somebody listens");
        }
        assert_eq!(pass_on(&arriving, &events), Some(SIGTERM));
        assert!(started.elapsed() < GRACE);
        assert!(matches!(inbox.recv(), Ok(Event::Signal(SIGTERM))));
        // One alone leaves the main loop its time.
        let started = Instant::now();
        arrived.send(SIGHUP).expect("somebody listens");
        assert_eq!(pass_on(&arriving, &events), Some(SIGHUP));
        assert!(started.elapsed() >= GRACE);
    }
}
