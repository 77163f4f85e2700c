//! What is the user's own: who they are and which language they read. What the team shares lives in the store.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::Deserialize;

use crate::domain::codes;
use crate::domain::text::line_at;

codes! {
    /// What the cockpit looks like.
    ThemeChoice {
        /// As the terminal's background asks for.
        Auto => "auto",
        /// For dark backgrounds.
        Dark => "dark",
        /// For light backgrounds.
        Light => "light",
        /// With as much contrast as there is.
        Contrast => "contrast",
        /// Without a colour.
        Mono => "mono",
    }
}

codes! {
    /// What can be changed in the cockpit.
    Key {
        /// The theme.
        Theme => "theme",
        /// Whether the mouse is listened to.
        Mouse => "mouse",
        /// The user's name on the team.
        Me => "me",
    }
}

/// The user's configuration, `config.toml` in the platform's configuration folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The user's name on the team.
    #[serde(default)]
    pub me: Option<String>,
    /// A language tag, such as `en`.
    #[serde(default)]
    pub language: Option<String>,
    #[serde(skip)]
    pub theme: ThemeChoice,
    #[serde(skip)]
    pub mouse: bool,
}

impl Default for ThemeChoice {
    fn default() -> Self {
        Self::Auto
    }
}
impl Config {
    pub fn set(&mut self, _key: Key, _value: &str) {}
    pub fn save(_key: Key, _value: &str) -> std::io::Result<()> {
        Ok(())
    }
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
        match folders() {
            Some(folders) => Self::read(&folders.config_dir().join("config.toml")),
            None => Ok(Self::default()),
        }
    }

    fn read(path: &Path) -> Result<Self, ConfigError> {
        let error = |detail: String| ConfigError {
            path: path.to_owned(),
            detail,
        };
        match std::fs::read_to_string(path) {
            Ok(text) => toml_edit::de::from_str(&text).map_err(|mistake| {
                let line = line_at(&text, mistake.span().map_or(0, |span| span.start));
                error(format!("line {line}: {}", mistake.message()))
            }),
            Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(other) => Err(error(other.to_string())),
        }
    }
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
        assert_eq!(
            Config::read(&folder.path().join("none.toml")).expect("defaults"),
            Config::default()
        );
    }
}
