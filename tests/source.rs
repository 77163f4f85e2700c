//! The source as tests look at it: files of `src` with their code, comments taken out, and their string literals.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of `src`.
pub(crate) struct File {
    /// Its path below `src`, such as `store/sql.rs`.
    pub(crate) path: String,
    /// Its text as it is.
    pub(crate) text: String,
    /// Its text with blanks for comments and for what stands in literals.
    pub(crate) code: String,
    /// Its string literals.
    pub(crate) literals: Vec<Literal>,
}

/// A string literal.
pub(crate) struct Literal {
    /// The line on which it begins, from 1.
    pub(crate) line: usize,
    /// What it says, escapes undone.
    pub(crate) text: String,
    /// The code before it, blanks taken out.
    pub(crate) before: String,
    /// Whether it stands in a test.
    pub(crate) is_test: bool,
}

/// The folder of the crate.
pub(crate) fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Every Rust file of `src`, in the order of their paths.
pub(crate) fn sources() -> Vec<File> {
    let root = home().join("src");
    let mut paths = Vec::new();
    collect(&root, "rs", &mut paths);
    paths.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a source file");
        let below = path.strip_prefix(&root).expect("below src");
        File::new(below.to_string_lossy().into_owned(), text)
    };
    paths.iter().map(read).collect()
}

/// Every file below a folder with this ending.
pub(crate) fn collect(folder: &Path, ending: &str, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, ending, paths);
        } else if path.extension().is_some_and(|it| it == ending) {
            paths.push(path);
        }
    }
}

impl File {
    /// A file of this path and text.
    pub(crate) fn new(path: String, text: String) -> Self {
        let mut scan = Scan {
            chars: text.chars().collect(),
            at: 0,
            line: 1,
            code: String::new(),
            literals: Vec::new(),
        };
        scan.run();
        let Scan {
            code, mut literals, ..
        } = scan;
        // Tests stand at the end of their file, or are a file of their own.
        let is_all_test = path.ends_with("tests.rs");
        let tests_from = code.lines().position(|line| line == "#[cfg(test)]");
        for literal in &mut literals {
            literal.is_test = is_all_test || tests_from.is_some_and(|from| literal.line > from);
        }
        Self {
            path,
            text,
            code,
            literals,
        }
    }

    /// The folder or file directly below `src` that it belongs to.
    pub(crate) fn part(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// String literals outside tests.
    pub(crate) fn said(&self) -> impl Iterator<Item = &Literal> {
        self.literals.iter().filter(|literal| !literal.is_test)
    }
}

/// Reads Rust as far as it takes to tell code, comments and literals apart.
struct Scan {
    chars: Vec<char>,
    at: usize,
    line: usize,
    code: String,
    literals: Vec<Literal>,
}

impl Scan {
    fn run(&mut self) {
        while let Some(c) = self.peek(0) {
            match (c, self.peek(1)) {
                ('/', Some('/')) => self.skip(|scan| scan.peek(0) == Some('\n')),
                ('/', Some('*')) => {
                    self.skip(|scan| scan.peek(0) == Some('*') && scan.peek(1) == Some('/'));
                    self.blank();
                    self.blank();
                }
                ('"', _) => self.literal(None),
                ('r', Some('"' | '#')) if !self.is_in_word() => self.raw(),
                ('\'', Some('\\')) => {
                    self.keep();
                    self.blank();
                    self.blank();
                    self.skip(|scan| scan.peek(0) == Some('\''));
                    self.keep();
                }
                ('\'', Some(_)) if self.peek(2) == Some('\'') => {
                    self.keep();
                    self.blank();
                    self.keep();
                }
                _ => self.keep(),
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn is_in_word(&self) -> bool {
        let before = self.code.chars().next_back();
        before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn keep(&mut self) {
        if let Some(c) = self.take() {
            self.code.push(c);
        }
    }

    fn blank(&mut self) {
        if let Some(c) = self.take() {
            self.code.push(if c == '\n' { '\n' } else { ' ' });
        }
    }

    fn skip(&mut self, is_end: impl Fn(&Self) -> bool) {
        while self.peek(0).is_some() && !is_end(self) {
            self.blank();
        }
    }

    fn raw(&mut self) {
        let mut hashes = 0;
        while self.peek(1 + hashes) == Some('#') {
            hashes += 1;
        }
        if self.peek(1 + hashes) != Some('"') {
            return self.keep();
        }
        (0..=hashes).for_each(|_| self.keep());
        self.literal(Some(hashes));
    }

    /// A literal from its first quotation mark; a raw one ends with so many hashes.
    fn literal(&mut self, hashes: Option<usize>) {
        let (line, before) = (self.line, self.code_before());
        self.keep();
        let mut text = String::new();
        while let Some(c) = self.peek(0) {
            let is_end =
                c == '"' && (0..hashes.unwrap_or(0)).all(|at| self.peek(1 + at) == Some('#'));
            if is_end {
                break;
            }
            self.blank();
            if c == '\\' && hashes.is_none() {
                self.escape(&mut text);
            } else {
                text.push(c);
            }
        }
        self.keep();
        self.literals.push(Literal {
            line,
            text,
            before,
            is_test: false,
        });
    }

    fn escape(&mut self, text: &mut String) {
        let Some(c) = self.peek(0) else { return };
        self.blank();
        match c {
            'n' => text.push('\n'),
            '\n' => {
                while self.peek(0).is_some_and(char::is_whitespace) {
                    self.blank();
                }
            }
            other => text.push(other),
        }
    }

    fn code_before(&self) -> String {
        let from = self.code.len().saturating_sub(200);
        let tail = (from..).find_map(|at| self.code.get(at..)).unwrap_or("");
        tail.chars().filter(|c| !c.is_whitespace()).collect()
    }
}

#[test]
fn code_comments_and_literals_are_told_apart() {
    let text = "fn a<'x>(c: char) { // \"no\"\n    b('\"', \"o\\\"ne\", r#\"t\"w\"#, \"th\\\n        ree\"); /* \"no\" */ 'z\n}\n";
    let file = File::new("a.rs".to_owned(), text.to_owned());
    let found: Vec<_> = file
        .literals
        .iter()
        .map(|it| (it.line, it.text.as_str()))
        .collect();
    assert_eq!(found, [(2, "o\"ne"), (2, "t\"w"), (2, "three")]);
    assert!(
        file.literals[0].before.ends_with("b('',"),
        "{}",
        file.literals[0].before
    );
    assert!(!file.code.contains("no") && !file.code.contains("three"));
    assert_eq!(file.code.lines().count(), text.lines().count());
}
