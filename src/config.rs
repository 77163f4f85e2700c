//! What is the user's own: who they are, which language they read, what the cockpit looks like. What the team shares
//! lives in the store.

pub mod filters;
mod state;

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process;

use directories::ProjectDirs;
use serde::Deserialize;
use toml_edit::{Document, DocumentMut, Item, Value};

use crate::domain::text::line_at;

pub use state::State;

/// The user's configuration, `config.toml` in the platform's configuration folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The user's name on the team.
    #[serde(default)]
    pub me: Option<String>,
    /// A language tag, such as `de` or `en-GB`; without one it is the system's.
    #[serde(default)]
    pub language: Option<String>,
    /// A theme by its name, or `auto` for the one that suits the terminal.
    #[serde(default)]
    pub theme: Option<String>,
    /// Whether the cockpit listens to the mouse; it does unless this says `false`.
    #[serde(default)]
    pub mouse: Option<bool>,
    /// Filters by their names: [`filters`] reads them in their order.
    #[serde(default)]
    pub filters: BTreeMap<String, String>,
}

/// A configuration file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: {detail}", path.display())]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong, with the line.
    pub detail: String,
}

impl Config {
    /// Reads the user's configuration; without a file everything is at its default.
    pub fn load() -> Result<Self, ConfigError> {
        path().map_or_else(|| Ok(Self::default()), |path| Self::read(&path))
    }

    /// Writes one setting to the user's configuration and leaves the rest of the file as it is.
    pub fn save(key: &str, value: impl Into<Value>) -> Result<(), ConfigError> {
        write(&home_path()?, key, value.into())
    }

    /// What is wrong with a setting that can be read but means nothing to the program.
    pub fn mistake(key: &str, detail: &str) -> ConfigError {
        let path = path().unwrap_or_default();
        let text = fs::read_to_string(&path).unwrap_or_default();
        let line = line_of(&text, key).unwrap_or(1);
        ConfigError {
            path,
            detail: format!("line {line}: {detail}"),
        }
    }

    fn read(path: &Path) -> Result<Self, ConfigError> {
        match fs::read_to_string(path) {
            Ok(text) => parse(path, &text),
            Err(missing) if missing.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(other) => Err(failed(path, &other)),
        }
    }
}

fn parse(path: &Path, text: &str) -> Result<Config, ConfigError> {
    toml_edit::de::from_str(text).map_err(|mistake| {
        let line = line_at(text, mistake.span().map_or(0, |span| span.start));
        ConfigError {
            path: path.to_owned(),
            detail: format!("line {line}: {}", mistake.message()),
        }
    })
}

/// The line on which a setting stands.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let document = Document::parse(text).ok()?;
    let span = document.get(key)?.span()?;
    Some(line_at(text, span.start))
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

fn path() -> Option<PathBuf> {
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

    #[test]
    fn a_mistake_in_the_configuration_is_named_with_its_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "me = \"Ann\"\ncolour = \"blue\"\n").expect("written");
        let error = Config::read(&path).expect_err("a mistake");
        assert!(
            error.detail.contains("line 2") && error.detail.contains("colour"),
            "{error}"
        );
        let text = "# theme\nme = 'theme'\ntheme = 'blue'\n";
        assert_eq!(line_of(text, "theme"), Some(3));
        assert_eq!(
            Config::read(&folder.path().join("none.toml")).expect("defaults"),
            Config::default()
        );
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
        let config = Config::read(&path).expect("it can be read");
        assert_eq!(
            (config.mouse, config.theme.as_deref()),
            (Some(false), Some("mono"))
        );
        let left: Vec<_> = fs::read_dir(path.parent().expect("a folder"))
            .expect("it")
            .collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }

    #[test]
    fn nothing_is_saved_that_could_not_be_read_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        let refused = |key: &str, value: Value| {
            let before = fs::read(&path).ok();
            let error = write(&path, key, value).expect_err("a mistake");
            assert_eq!(fs::read(&path).ok(), before, "{error}");
            error.detail
        };
        assert!(refused("colour", "blue".into()).contains("colour"));
        assert!(refused("mouse", "often".into()).contains("boolean"));
        fs::write(&path, "me = \"Ann\"\nmouse = perhaps\n").expect("written");
        assert!(refused("theme", "mono".into()).contains("line 2"));
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
            Config::read(&path).expect("read").me.as_deref(),
            Some("Ann")
        );
        assert!(write(&path, "mouse", true.into()).is_err());
        assert_eq!(
            fs::read_to_string(&target).expect("a file"),
            "me = \"Ann\"\n"
        );
        assert!(path.is_symlink());
    }
}
