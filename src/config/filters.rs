//! Filters that the user keeps under names: `[filters]` in the configuration, a line each: `mine = "owner:me idle"`.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, value};

use super::{ConfigError, edit, failed, home_path, path};

/// The part of the file.
const PART: &str = super::settings::FILTERS;

/// Names of filters are no longer than this.
pub const NAME_LEN_MAX: usize = 60;

/// A filter with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What the user calls it.
    pub name: String,
    /// What it finds deals by.
    pub text: String,
}

/// The filters that are kept, in the order of the file; what is no text there is left out.
pub fn load() -> Result<Vec<Named>, ConfigError> {
    path().map_or_else(|| Ok(Vec::new()), |path| read(&path))
}

/// Keeps a filter under a name, in place of what had it; without a text it is forgotten.
pub fn save(name: &str, text: Option<&str>) -> Result<(), ConfigError> {
    write(&home_path()?, name, text)
}

fn read(path: &Path) -> Result<Vec<Named>, ConfigError> {
    let text = match fs::read_to_string(path) {
        Err(missing) if missing.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(|error| failed(path, &error))?,
    };
    let document: DocumentMut =
        text.parse()
            .map_err(|error: toml_edit::TomlError| ConfigError {
                path: path.to_owned(),
                detail: error.message().to_owned(),
            })?;
    let part = document.get(PART).and_then(Item::as_table_like);
    let named = |(name, text): (&str, &Item)| {
        Some(Named {
            name: name.to_owned(),
            text: text.as_str()?.to_owned(),
        })
    };
    Ok(part.map_or_else(Vec::new, |part| part.iter().filter_map(named).collect()))
}

fn write(path: &Path, name: &str, text: Option<&str>) -> Result<(), ConfigError> {
    edit(path, |document| {
        let part = document.entry(PART).or_insert(Item::Table(Table::new()));
        let Some(part) = part.as_table_like_mut() else {
            return;
        };
        match (text, part.get_mut(name)) {
            (Some(text), Some(Item::Value(old))) => {
                let decor = old.decor().clone();
                *old = text.into();
                *old.decor_mut() = decor;
            }
            (Some(text), _) => drop(part.insert(name, value(text))),
            (None, _) => drop(part.remove(name)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_kept_replaced_and_forgotten_and_the_rest_stays_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        assert_eq!(read(&path).expect("nothing yet"), []);
        fs::write(&path, "# mine\nme = \"Ann\"\n").expect("written");
        write(&path, "mine", Some("owner:me")).expect("kept");
        write(&path, "big ones", Some("amount>20k \"Hotel Zur Post\"")).expect("kept");
        let text = fs::read_to_string(&path).expect("a file");
        fs::write(&path, text.replace("\"owner:me\"", "\"owner:me\" # daily")).expect("written");
        write(&path, "mine", Some("owner:me idle")).expect("replaced");
        let named = |name: &str, text: &str| Named {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(
            read(&path).expect("two"),
            [
                named("mine", "owner:me idle"),
                named("big ones", "amount>20k \"Hotel Zur Post\"")
            ]
        );
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text.starts_with("# mine\nme = \"Ann\"\n"), "{text}");
        assert!(text.contains("# daily"), "{text}");
        write(&path, "mine", None).expect("forgotten");
        write(&path, "none", None).expect("nothing to forget");
        assert_eq!(read(&path).expect("one").len(), 1);
    }
}
