//! `quarterdeck completions` and `quarterdeck man`: what the arguments say, for shells and for `man`.

use std::io::{self, Write};

use clap::{ArgMatches, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::i18n::Words;

use super::output::print;
use super::{Result, args, code};

/// What the crate writes in English: what stands before it, what it says, what stands after, and the message instead.
const ENGLISH: &[(&str, &str, &str, &str)] = &[
    (".SH ", "NAME", "\n", "man-name"),
    (".SH ", "SYNOPSIS", "\n", "man-synopsis"),
    (".SH ", "DESCRIPTION", "\n", "man-description"),
    ("\\fI", "Possible values:", "\\fR", "man-values"),
];

/// Prints what a shell needs to complete our arguments.
pub fn completions(words: &Words, matches: &ArgMatches) -> Result<u8> {
    if let Some(shell) = matches.get_one::<Shell>("shell") {
        let mut script = Vec::new();
        let mut command = args::command(words);
        let name = command.get_name().to_owned();
        clap_complete::generate(*shell, &mut command, name, &mut script);
        print(&String::from_utf8_lossy(&script))?;
    }
    Ok(code::DONE)
}

/// Prints the manual page: the program, then each of its commands.
pub fn man(words: &Words) -> Result<u8> {
    let command = args::command(words);
    let mut page = Vec::new();
    let whole = Man::new(command.clone()).title("QUARTERDECK");
    whole.render_title(&mut page)?;
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_description_section(&mut page)?;
    whole.render_options_section(&mut page)?;
    let commands = words.text("help-commands").to_uppercase();
    writeln!(page, ".SH {commands}")?;
    for subcommand in command.get_subcommands() {
        describe(subcommand, command.get_name(), &mut page)?;
    }
    print(&translated(words, &String::from_utf8_lossy(&page)))?;
    Ok(code::DONE)
}

/// What a command does and takes; what its own commands do and take.
fn describe(command: &Command, above: &str, page: &mut Vec<u8>) -> io::Result<()> {
    let path = [above, command.get_name()].join(" ");
    // Every command has the help; it is said once.
    let own = command.clone().mut_arg("help", |arg| arg.hide(true));
    let part = Man::new(own.bin_name(&path));
    let mut said = Vec::new();
    part.render_synopsis_section(&mut said)?;
    writeln!(said, ".PP")?;
    part.render_description_section(&mut said)?;
    part.render_options_section(&mut said)?;
    writeln!(page, ".SS {path}")?;
    let said = String::from_utf8_lossy(&said);
    for line in said.lines().filter(|line| !line.starts_with(".SH ")) {
        writeln!(page, "{line}")?;
    }
    let mut commands = command.get_subcommands();
    commands.try_for_each(|it| describe(it, &path, page))
}

/// The page in the language of the words, with what every part begins with said once.
fn translated(words: &Words, page: &str) -> String {
    const BEGINNING: [&str; 2] = [".ie ", ".el "];
    let is_beginning = |line: &str| BEGINNING.iter().any(|it| line.starts_with(it));
    let lines = page.split_inclusive('\n').enumerate();
    let lines = lines.filter(|(at, line)| *at < BEGINNING.len() || !is_beginning(line));
    let page: String = lines.map(|(_, line)| line).collect();
    ENGLISH
        .iter()
        .fold(page, |page, (before, said, after, key)| {
            let heading = words.text(key);
            let heading = if *before == ".SH " {
                heading.to_uppercase()
            } else {
                heading
            };
            page.replace(
                &[*before, said, after].concat(),
                &[*before, &heading, after].concat(),
            )
        })
}
