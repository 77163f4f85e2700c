//! The arguments there are. Their help comes from the message files: `help-<command>` and `help-arg-<argument>`.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};
use clap_complete::Shell;

use crate::domain::credit::CreditKind;
use crate::domain::record::{ENTITIES, Field, Kind, Read};
use crate::i18n::Words;
use crate::service::view::deals::DealSort;

use super::export::plural;

mod team;
mod week;

/// The variable that stands for `--lang`.
pub const LANG: &str = "QUARTERDECK_LANG";

/// More than this nobody asks for: rows of a list.
const LIMIT_MAX: i64 = 1_000_000_000;

/// What `--lang` says, read ahead of all else, because help and refusals speak that language too. The last one counts.
pub fn lang(arguments: &[OsString]) -> Option<String> {
    let mut arguments = arguments
        .iter()
        .map(|argument| argument.to_string_lossy())
        .take_while(|argument| argument != "--");
    let mut named = None;
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix("--lang") {
            Some("") => named = arguments.next().map(Cow::into_owned),
            Some(rest) => named = rest.strip_prefix('=').map(str::to_owned).or(named),
            None => {}
        }
    }
    named
}

/// Every subcommand with its arguments, described in the user's language.
pub fn command(words: &Words) -> Command {
    let command =
        Command::new("quarterdeck")
            .version(env!("CARGO_PKG_VERSION"))
            .disable_help_subcommand(true)
            .arg(
                option("store")
                    .env("QUARTERDECK_STORE")
                    .value_parser(value_parser!(PathBuf))
                    .global(true),
            )
            .arg(option("as").env("QUARTERDECK_AS").global(true))
            .arg(option("lang").env(LANG).global(true))
            .arg(flag("fresh"))
            .subcommand(import())
            .subcommand(report())
            .subcommand(list())
            .subcommand(add())
            .subcommand(week::week())
            .subcommand(week::done())
            .subcommand(
                on_deal("move")
                    .arg(Arg::new("stage").value_name("STAGE").required(true))
                    .arg(option("reason"))
                    .arg(option("receiver").long("to"))
                    .arg(option("note"))
                    .args(criteria()),
            )
            .subcommand(on_deal("take").arg(option("rep")))
            .subcommand(on_deal("return").arg(option("reason").required(true)))
            .subcommand(
                on_deal("won")
                    .arg(option("reason").required(true))
                    .args(criteria()),
            )
            .subcommand(on_deal("lost").arg(option("reason").required(true)))
            .subcommand(
                on_deal("split")
                    .arg(Arg::new("shares").value_name("NAME PERCENT").num_args(0..))
                    .arg(
                        option("credit")
                            .long("kind")
                            .value_parser(CreditKind::CODES.to_vec()),
                    )
                    .arg(flag("json").conflicts_with("shares")),
            )
            .subcommand(set())
            .subcommand(delete())
            .subcommands(["undo", "redo"].map(|back| {
                Command::new(back).arg(Arg::new("entry").value_parser(value_parser!(i64)))
            }))
            .subcommands(own())
            .subcommand(
                Command::new("help").arg(Arg::new("command").value_name("COMMAND").num_args(0..)),
            )
            .subcommand(Command::new("demo"))
            .subcommand(generate())
            .subcommand(export())
            .subcommand(show())
            .subcommand(access())
            .subcommand(team::who())
            .subcommand(team::assign())
            .subcommand(
                Command::new("log")
                    .arg(option("log-since").long("since").value_name("DAY"))
                    .arg(option("log-who").long("who").value_name("NAME"))
                    .arg(flag("json"))
                    .arg(option("limit").value_parser(value_parser!(i64).range(1..=LIMIT_MAX))),
            );
    described(command, words, "help")
}

/// What is about the program itself: its configuration, the shell, the manual.
fn own() -> [Command; 3] {
    let shell = Arg::new("shell")
        .value_name("SHELL")
        .value_parser(value_parser!(Shell))
        .required(true);
    [
        Command::new("config")
            .subcommand_required(true)
            .subcommands(["check", "path", "default"].map(Command::new)),
        Command::new("completions").arg(shell),
        Command::new("man"),
    ]
}

fn import() -> Command {
    Command::new("import")
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .num_args(1..)
                .required(true),
        )
        .arg(
            option("map")
                .value_name("MAPPING.toml")
                .value_parser(value_parser!(PathBuf)),
        )
        .args(["dry-run", "partial", "json", "allow-negative", "clean"].map(flag))
        .arg(option("encoding"))
        .arg(option("date-format").action(ArgAction::Append))
        .arg(option("decimal").value_parser(["dot", "comma"]))
        .arg(option("currency"))
        .arg(option("unknown-reps"))
        .arg(option("unknown-stages").value_parser(["create", "refuse"]))
        .arg(option("events").value_parser(["meetings", "absences", "holidays"]))
        .arg(option("office"))
        .arg(option("excel-dates").value_parser(["1900", "1904"]))
}

fn generate() -> Command {
    Command::new("generate")
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .required(true),
        )
        .arg(option("seed").value_parser(value_parser!(u64)))
        .arg(option("scale"))
        .arg(option("sample-day").long("today"))
}

fn report() -> Command {
    let shared = |name: &'static str| {
        Command::new(name)
            .args(["rep", "team", "period", "today"].map(option))
            .arg(option("by").value_parser(["rep", "team", "office"]))
            .arg(flag("json"))
            .arg(flag("csv").conflicts_with("json"))
    };
    // What the panes show, for programs only.
    let pane = |name: &'static str| {
        Command::new(name)
            .args(["rep", "team", "today"].map(option))
            .arg(flag("json").required(true))
    };
    Command::new("report")
        .subcommand_required(true)
        .subcommand(shared("pipeline"))
        .subcommand(shared("kpi"))
        .subcommand(
            Command::new("credit")
                .args(["rep", "team", "period", "today"].map(option))
                .arg(flag("json"))
                .arg(flag("csv").conflicts_with("json")),
        )
        .subcommand(pane("board").args(["period", "find"].map(option)))
        .subcommand(pane("today"))
        .subcommand(
            Command::new("standup")
                .args(["rep", "team", "date", "today"].map(option))
                .arg(flag("md"))
                .arg(flag("json").conflicts_with("md")),
        )
        .subcommand(
            Command::new("sprint")
                .args(["rep", "team", "today"].map(option))
                .arg(option("weeks").long("period"))
                .args(["json", "csv", "md"].map(flag))
                .group(ArgGroup::new("format").args(["json", "csv", "md"])),
        )
        .subcommands(["staffing", "access"].map(|name| {
            Command::new(name)
                .args(["rep", "team", "today"].map(option))
                .arg(option("limit").value_parser(value_parser!(i64).range(1..=LIMIT_MAX)))
                .arg(flag("json"))
                .arg(flag("csv").conflicts_with("json"))
        }))
        .subcommand(
            Command::new("changes")
                .args(["rep", "team", "period", "since", "today"].map(option))
                .arg(flag("json"))
                .arg(flag("csv").conflicts_with("json")),
        )
        .subcommand(
            Command::new("team")
                .args(["rep", "team", "today"].map(option))
                .arg(flag("json"))
                .arg(flag("csv").conflicts_with("json")),
        )
}

/// One subcommand a kind of record, one option a field.
fn add() -> Command {
    let kinds = ENTITIES.iter().map(|entity| {
        let title = entity.title();
        let field = |field: &'static Field| {
            let arg = Arg::new(field.label());
            if title.is_some_and(|title| title.name == field.name) {
                let name = field.name.to_uppercase();
                return arg.value_name(name).required(field.is_required);
            }
            let value_name = value_name(field);
            arg.long(field.option()).value_name(value_name)
        };
        let command = Command::new(entity.kind.word());
        let command = match entity.kind {
            Kind::SupportCase => command.alias("case"),
            _ => command,
        };
        command
            .args(entity.filled().map(field))
            .args((entity.kind == Kind::Rep).then(|| option("team")))
            .arg(option("today"))
    });
    Command::new("add")
        .subcommand_required(true)
        .subcommands(kinds)
        .subcommand(Command::new("roles"))
        .subcommand(week::item())
}

/// What stands for the value of a field in the help.
fn value_name(field: &Field) -> &'static str {
    match field.read {
        Read::Day => "DAY",
        Read::Week => "WEEK",
        Read::Time => "TIME",
        Read::Money => "AMOUNT",
        Read::Share => "PERCENT",
        Read::Whole => "NUMBER",
        Read::Minutes => "DURATION",
        Read::Code(_) => "WORD",
        Read::Currency => "CURRENCY",
        Read::Reference(_) | Read::Pipeline | Read::Stage => "NAME",
        Read::Name | Read::Text | Read::Email | Read::Domain | Read::Long => "TEXT",
    }
}

fn list() -> Command {
    let deals = Command::new("deals")
        .arg(option("filter").allow_hyphen_values(true))
        .arg(option("today"))
        .arg(option("sort").value_parser(DealSort::CODES.to_vec()))
        .arg(option("limit").value_parser(value_parser!(i64).range(1..=LIMIT_MAX)))
        .args(["reverse", "all", "json"].map(flag))
        .arg(flag("csv").conflicts_with("json"));
    let others = Kind::ALL.iter().filter(|kind| **kind != Kind::Deal);
    let others = others.map(|kind| {
        let command = Command::new(plural(*kind));
        let command = match kind {
            Kind::SupportCase => command.alias("cases"),
            _ => command,
        };
        command
            .arg(Arg::new("containing").value_name("WORD").num_args(0..))
            .arg(option("limit").value_parser(value_parser!(i64).range(1..=LIMIT_MAX)))
            .arg(flag("json"))
            .arg(flag("csv").conflicts_with("json"))
    });
    let hand_offs = Command::new("hand-offs")
        .args([option("rep"), option("today")])
        .arg(flag("json"))
        .arg(flag("csv").conflicts_with("json"));
    Command::new("list")
        .subcommand_required(true)
        .subcommand(deals)
        .subcommand(hand_offs)
        .subcommands(others)
}

/// A command about a deal, on a day.
fn on_deal(name: &'static str) -> Command {
    Command::new(name)
        .arg(Arg::new("deal").value_name("DEAL").required(true))
        .arg(option("today"))
}

/// What is said about what the stage asks for.
fn criteria() -> [Arg; 2] {
    [option("met").action(ArgAction::Append), option("pass")]
}

/// A setting and its value; or a record, its kind before it where it is no deal, and fields with their values.
fn set() -> Command {
    Command::new("set")
        .arg(
            Arg::new("words")
                .value_name("WORD")
                .num_args(2..)
                .required(true),
        )
        .args(["from", "today"].map(option))
        .arg(option("limit-stage").long("stage"))
}

fn delete() -> Command {
    Command::new("delete")
        .arg(
            Arg::new("record")
                .value_name("RECORD")
                .num_args(1..=2)
                .required(true),
        )
        .args(["to", "today"].map(option))
}

/// A kind of records, or what was changed of all kinds.
fn export() -> Command {
    let kinds: Vec<String> = Kind::ALL.iter().map(|kind| plural(*kind)).collect();
    let changes = Command::new("changes")
        .arg(option("changed-since").long("since").required(true))
        .arg(
            option("map")
                .value_name("MAPPING.toml")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option("to-folder")
                .long("to")
                .value_parser(value_parser!(PathBuf)),
        );
    Command::new("export")
        .arg(
            Arg::new("kind")
                .value_name("KIND")
                .value_parser(kinds)
                .required(true),
        )
        .arg(flag("csv"))
        .arg(flag("json").conflicts_with("csv"))
        .arg(
            option("to-file")
                .long("to")
                .value_parser(value_parser!(PathBuf)),
        )
        .subcommand(changes)
        .subcommand(week::exported())
        .subcommand_negates_reqs(true)
        .args_conflicts_with_subcommands(true)
}

fn show() -> Command {
    Command::new("show")
        .arg(
            Arg::new("record")
                .value_name("RECORD")
                .num_args(1..=2)
                .required(true),
        )
        .arg(option("today"))
        .arg(flag("json"))
}

fn access() -> Command {
    Command::new("access")
        .arg(Arg::new("person").value_name("PERSON").required(true))
        .arg(
            Arg::new("record")
                .value_name("RECORD")
                .num_args(1..=2)
                .required(true),
        )
        .arg(option("today"))
        .arg(flag("json"))
}

/// What stands for the value of an option in the help, where it is not the option's own name.
const VALUE_NAMES: &[(&str, &[&str])] = &[
    (
        "NAME",
        &[
            "as",
            "encoding",
            "rep",
            "team",
            "to",
            "limit-stage",
            "deal",
            "account",
            "whose",
        ],
    ),
    (
        "DAY",
        &["date", "from", "since", "today", "sample-day", "due"],
    ),
    ("TIME", &["at"]),
    ("DURATION", &["estimate"]),
    ("KIND", &["item-kind", "credit"]),
    ("WEEK", &["week"]),
    ("ITEM", &["back"]),
    ("ITEM=REASON", &["drop"]),
    ("PATH", &["store"]),
    ("FILE", &["to-file"]),
    ("FOLDER", &["to-folder"]),
    ("last-import|DAY", &["changed-since"]),
    ("LANGUAGE", &["lang"]),
    ("FORMAT", &["date-format"]),
    ("PERIOD", &["period", "weeks"]),
    ("FILTER", &["filter"]),
    ("COLUMN", &["sort"]),
    ("CODE", &["currency"]),
    ("WHO", &["unknown-reps"]),
    ("WHAT", &["unknown-stages", "events"]),
    ("OFFICE", &["office"]),
    (
        "WORDS",
        &[
            "find",
            "met",
            "pass",
            "reason",
            "outcome",
            "keep",
            "change",
            "attempt",
            "improvement",
        ],
    ),
    ("met|missed", &["goal-met"]),
    ("NUMBER", &["limit", "seed", "target"]),
    ("reps=N,deals=N,activities=N", &["scale"]),
];

fn option(name: &'static str) -> Arg {
    let stands_for = |(_, options): &&(&str, &[&str])| options.contains(&name);
    let value_name = VALUE_NAMES
        .iter()
        .find(stands_for)
        .map_or(name, |(value_name, _)| value_name);
    Arg::new(name).long(name).value_name(value_name)
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

/// The same command with the help of every subcommand and argument filled in.
fn described(command: Command, words: &Words, key: &str) -> Command {
    let subcommands: Vec<String> = command
        .get_subcommands()
        .map(|it| it.get_name().to_owned())
        .collect();
    let more = [key, "more"].join("-");
    let more = words.has(&more).then(|| words.text(&more));
    let command = explained(command, words)
        .about(words.text(key))
        .after_help(more.unwrap_or_default())
        .mut_args(|arg| {
            let id = arg.get_id().as_str();
            // The option of a field is called as the field is everywhere.
            let help = if id.starts_with("field-") {
                words.text(id)
            } else {
                words.text(&["help-arg-", id].concat())
            };
            let heading = if arg.is_positional() {
                "help-arguments"
            } else {
                "help-options"
            };
            arg.help(help).help_heading(words.text(heading))
        });
    subcommands.into_iter().fold(command, |command, name| {
        let key = [key, "-", &name].concat();
        command.mut_subcommand(name, |subcommand| described(subcommand, words, &key))
    })
}

/// The command with what clap would else say in English: its own flags and the headings of the help.
fn explained(command: Command, words: &Words) -> Command {
    let style = *command.get_styles().get_usage();
    let usage = words.text("help-usage");
    let template = format!(
        "{{about-with-newline}}\n{style}{usage}:{style:#} {{usage}}\n\n{{all-args}}{{after-help}}"
    );
    let is_root = command.get_version().is_some();
    // Last, behind what every subcommand takes.
    let flag = |name: &'static str, short, action| {
        let flag = flag(name).short(short).action(action);
        flag.display_order(usize::MAX)
    };
    command
        .help_template(template)
        .subcommand_help_heading(words.text("help-commands"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::HelpShort))
        .args(is_root.then(|| flag("version", 'V', ArgAction::Version)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_found_wherever_it_stands() {
        let lang = |line: &str| lang(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        for line in [
            "q --lang de",
            "q --lang=de",
            "q report kpi --json --lang de",
            "q --nonsense --lang=de --help",
            "q --lang en log --lang de",
        ] {
            assert_eq!(lang(line).as_deref(), Some("de"), "{line}");
        }
        for line in ["q", "q --lang", "q --language de", "q import -- --lang de"] {
            assert_eq!(lang(line), None, "{line}");
        }
    }

    #[test]
    fn the_arguments_are_sound_and_every_one_is_described() {
        let words = Words::for_language("en");
        command(&words).debug_assert();
        let mut help = Vec::new();
        collect(&command(&words), &mut help);
        assert!(help.len() > 40);
        for text in help {
            assert!(!text.is_empty() && !text.starts_with('«'), "{text}");
        }
    }

    fn collect(command: &Command, help: &mut Vec<String>) {
        help.push(
            command
                .get_about()
                .map(ToString::to_string)
                .unwrap_or_default(),
        );
        help.extend(
            command
                .get_arguments()
                .map(|arg| arg.get_help().map(ToString::to_string).unwrap_or_default()),
        );
        command
            .get_subcommands()
            .for_each(|subcommand| collect(subcommand, help));
    }
}
