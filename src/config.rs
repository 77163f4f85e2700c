//! What is the user's own: who they are, which language they read, what the cockpit looks like. What the team shares
//! lives in the store.

pub mod filters;
mod settings;
mod state;

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process;

use directories::ProjectDirs;
use toml_edit::{DocumentMut, Item, Value};

use crate::domain::message::Message;

pub use settings::{Binding, Config, KEYS, Named, SETTINGS};
pub use state::State;

/// Something in the file that is left out: the rest of it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Mistake {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub what: Message,
    /// What to do about it.
    pub remedy: Message,
}

/// A configuration file that cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}: {detail}", path.display())]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong, with the line.
    pub detail: String,
}

impl Config {
    /// Reads the user's configuration, `config.toml` in the platform's configuration folder, and what is wrong in it;
    /// without a file everything is at its default.
    pub fn load() -> Result<(Self, Vec<Mistake>), ConfigError> {
        path().map_or_else(|| Ok(Default::default()), |path| Self::read(&path))
    }

    /// Writes one setting to the user's configuration and leaves the rest of the file as it is.
    pub fn save(key: &str, value: impl Into<Value>) -> Result<(), ConfigError> {
        write(&home_path()?, key, value.into())
    }

    fn read(path: &Path) -> Result<(Self, Vec<Mistake>), ConfigError> {
        match fs::read_to_string(path) {
            Ok(text) => parse(path, &text),
            Err(missing) if missing.kind() == ErrorKind::NotFound => Ok(Default::default()),
            Err(other) => Err(failed(path, &other)),
        }
    }
}

fn parse(path: &Path, text: &str) -> Result<(Config, Vec<Mistake>), ConfigError> {
    settings::parse(text).map_err(|(line, mistake)| ConfigError {
        path: path.to_owned(),
        detail: format!("line {line}: {mistake}"),
    })
}

fn failed(path: &Path, error: &io::Error) -> ConfigError {
    ConfigError {
        path: path.to_owned(),
        detail: error.to_string(),
    }
}

/// Sets one key in a file.
fn write(path: &Path, key: &str, value: Value) -> Result<(), ConfigError> {
    edit(path, |document| set(document, key, value))
}

/// Where the file is, or is to be.
fn home_path() -> Result<PathBuf, ConfigError> {
    path().ok_or_else(|| ConfigError {
        path: PathBuf::from("config.toml"),
        detail: io::Error::from(ErrorKind::NotFound).to_string(),
    })
}

/// Changes a file, private at birth, and puts it in place whole. What could not be read back is not written.
fn edit(path: &Path, change: impl FnOnce(&mut DocumentMut)) -> Result<(), ConfigError> {
    let failed = |error: io::Error| failed(path, &error);
    // A link leads to a file that is kept elsewhere, and to replace the link would part the two without a word.
    if path.is_symlink() {
        let detail = "is a link; change the file it leads to".to_owned();
        return Err(ConfigError {
            path: path.to_owned(),
            detail,
        });
    }
    let text = match fs::read_to_string(path) {
        Err(missing) if missing.kind() == ErrorKind::NotFound => String::new(),
        read => read.map_err(failed)?,
    };
    parse(path, &text)?;
    let mut document: DocumentMut = text.parse().map_err(io::Error::other).map_err(failed)?;
    change(&mut document);
    let text = document.to_string();
    parse(path, &text)?;
    put(path, &text).map_err(failed)
}

/// Puts a text into a file, private at birth, and in place whole.
fn put(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    // Beside it, so that it can be renamed; by number, so that two programs do not meet.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let part = folder.join(format!(".{name}.{}", process::id()));
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&part)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&part, path));
    written.inspect_err(|error| {
        // Not one that was there before: it is somebody else's.
        if error.kind() != ErrorKind::AlreadyExists {
            let _ = fs::remove_file(&part);
        }
    })
}

/// Sets a key where it stands, with what is written around it.
fn set(document: &mut DocumentMut, key: &str, mut value: Value) {
    match document.get_mut(key) {
        Some(Item::Value(old)) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        _ => drop(document.insert(key, Item::Value(value))),
    }
}

/// Where the file is, or would be. `None` on a machine without a home.
pub fn path() -> Option<PathBuf> {
    folders().map(|folders| folders.config_dir().join("config.toml"))
}

/// Where the user's own store is: the platform's data folder. `None` on a machine without a home.
pub fn store_path() -> Option<PathBuf> {
    folders().map(|folders| folders.data_dir().join("quarterdeck.db"))
}

fn folders() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "quarterdeck")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    /// Mistakes between settings that are right.
    const TEXT: &str = r#"# mine
me = "Ann"
colour = "blue"
mouse = "often"
theme = "mono"
scope = 5
[keys]
owner = "o"
amount = [5]
move-on = ["f5",
  ">"]
quit = []
"#;

    #[test]
    fn a_mistake_in_the_configuration_is_named_with_its_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        std::fs::write(&path, TEXT).expect("written");
        let (config, mistakes) = Config::read(&path).expect("it can be read");
        assert_eq!(name(config.me.as_ref()), "Ann");
        assert_eq!((name(config.theme.as_ref()), config.mouse), ("mono", None));
        let found: Vec<_> = mistakes.iter().map(|it| (it.line, it.what.key)).collect();
        assert_eq!(
            found,
            [
                (3, "config-setting"),
                (4, "config-kind"),
                (6, "config-kind"),
                (8, "config-kind"),
                (9, "config-kind")
            ]
        );
        assert_eq!(mistakes[0].remedy.key, "config-known");
        let bound = |at: usize| {
            let Binding { action, keys } = &config.keys[at];
            let keys: Vec<_> = keys.iter().map(|key| (key.line, &*key.name)).collect();
            (action.line, &*action.name, keys)
        };
        assert_eq!(bound(0), (10, "move-on", vec![(10, "f5"), (11, ">")]));
        assert_eq!(bound(1), (12, "quit", vec![]));
        let none = Config::read(&folder.path().join("none.toml")).expect("defaults");
        assert_eq!(none, (Config::default(), Vec::new()));
        fs::write(&path, "me = \"Ann\"\ntheme = dark\n").expect("written");
        let error = Config::read(&path).expect_err("no TOML");
        assert!(error.detail.contains("line 2"), "{error}");
    }

    fn name(named: Option<&Named>) -> &str {
        named.map_or("", |named| &named.name)
    }

    #[test]
    fn the_setting_that_was_meant_is_proposed() {
        let (_, mistakes) = settings::parse("langage = 'de'\n").expect("TOML");
        let nearest = Message::new("config-nearest").with("nearest", "language");
        assert_eq!(mistakes[0].remedy, nearest);
    }

    #[test]
    fn one_setting_is_saved_and_the_rest_stays_as_it_was_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("quarterdeck/config.toml");
        write(&path, "theme", "light".into()).expect("a new file");
        assert_eq!(
            fs::read_to_string(&path).expect("a file"),
            "theme = \"light\"\n"
        );
        let mode = |path: &Path| {
            fs::metadata(path)
                .expect("it is there")
                .permissions()
                .mode()
                & 0o777
        };
        assert_eq!(
            (mode(&path), mode(path.parent().expect("a folder"))),
            (0o600, 0o700)
        );

        let text = "# mine\nmouse = true  # on trains\n\nme = 'Ann'\n# the end\n";
        fs::write(&path, text).expect("written");
        write(&path, "mouse", false.into()).expect("saved");
        write(&path, "theme", "mono".into()).expect("saved");
        let text =
            "# mine\nmouse = false  # on trains\n\nme = 'Ann'\ntheme = \"mono\"\n# the end\n";
        assert_eq!(fs::read_to_string(&path).expect("a file"), text);
        let (config, _) = Config::read(&path).expect("it can be read");
        assert_eq!(
            (config.mouse, name(config.theme.as_ref())),
            (Some(false), "mono")
        );
        let left: Vec<_> = fs::read_dir(path.parent().expect("a folder"))
            .expect("it")
            .collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }

    #[test]
    fn nothing_is_saved_to_a_file_that_cannot_be_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        let refused = |key: &str, value: Value| {
            let before = fs::read(&path).ok();
            let error = write(&path, key, value).expect_err("a mistake");
            assert_eq!(fs::read(&path).ok(), before, "{error}");
            error.detail
        };
        fs::write(&path, "me = \"Ann\"\nmouse = perhaps\n").expect("written");
        assert!(refused("theme", "mono".into()).contains("line 2"));
    }

    #[test]
    fn a_setting_is_saved_above_the_keys_and_beside_a_mistake() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        fs::write(&path, "colour = 1\n[keys]\nquit = ['x']  # mine\n").expect("written");
        write(&path, "theme", "mono".into()).expect("saved");
        let text = "colour = 1\ntheme = \"mono\"\n[keys]\nquit = ['x']  # mine\n";
        assert_eq!(fs::read_to_string(&path).expect("a file"), text);
    }

    #[test]
    fn a_link_is_never_written_through_nor_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, target) = (
            folder.path().join("config.toml"),
            folder.path().join("target"),
        );
        fs::write(&target, "me = \"Ann\"\n").expect("written");
        symlink(&target, &path).expect("a link");
        assert_eq!(
            name(Config::read(&path).expect("read").0.me.as_ref()),
            "Ann"
        );
        assert!(write(&path, "mouse", true.into()).is_err());
        assert_eq!(
            fs::read_to_string(&target).expect("a file"),
            "me = \"Ann\"\n"
        );
        assert!(path.is_symlink());
    }
}
