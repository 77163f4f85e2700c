//! The program: error hooks, what the process may leave behind, arguments, exit code.

use std::process::ExitCode;

use quarterdeck::cli;
use rustix::fs::Mode;
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit, umask,
};

fn main() -> color_eyre::Result<ExitCode> {
    // Whatever this process creates is private, customers' names do not end in a core dump, and a file-size limit
    // is an error of the write instead of the end of the program.
    umask(Mode::RWXG | Mode::RWXO);
    setrlimit(
        Resource::Core,
        Rlimit {
            current: Some(0),
            maximum: Some(0),
        },
    )?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default())?;
    color_eyre::install()?;
    Ok(ExitCode::from(cli::run(std::env::args_os())))
}
