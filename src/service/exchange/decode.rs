//! Bytes of a file to UTF-8, as a stream: nothing is guessed, nothing is replaced.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::reason::Reason;
use super::source::FILE_BYTES_MAX;

/// How much of a file decides what it is, and how much is decoded at a time.
pub(super) const CHUNK_BYTES: usize = 64 * 1024;

/// Room for what a decoder had kept back from the bytes before.
const SLACK_BYTES: usize = 16;

/// Beginnings of files that are not text: zip and its office formats, gzip, PDF, old office formats, PNG.
const MAGICS: &[&[u8]] = &[
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
];

/// The encoding of a file that begins with `head`: the named one, else what the byte-order mark says, else UTF-8.
pub(super) fn settle_encoding(
    head: &[u8],
    named: Option<&'static Encoding>,
) -> Result<&'static Encoding, Reason> {
    if MAGICS.iter().any(|magic| head.starts_with(magic)) {
        return Err(Reason::NotText);
    }
    let marked = Encoding::for_bom(head).map(|(encoding, _)| encoding);
    let encoding = match named.or(marked) {
        Some(encoding) => encoding,
        None if is_bare_utf16(head) => return Err(Reason::Utf16WithoutBom),
        None => UTF_8,
    };
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    // A NUL is two of them in UTF-16, and on a boundary; this also finds UTF-32, whose mark begins like UTF-16's.
    let has_nul = if wide {
        head.chunks_exact(2).any(|pair| pair == [0, 0])
    } else {
        head.contains(&0)
    };
    if has_nul {
        Err(Reason::NotText)
    } else {
        Ok(encoding)
    }
}

/// Whether every other byte is NUL, as in UTF-16 of a Western language.
fn is_bare_utf16(head: &[u8]) -> bool {
    let pairs = head.len() / 2;
    let nuls = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (nuls(0), nuls(1));
    // Some characters may lie outside Latin-1: not quite every other byte is NUL, and now and then one between.
    pairs > 1 && even.max(odd) * 4 >= pairs * 3 && even.min(odd) * 16 <= pairs
}

/// What the next step of decoding gave.
pub(super) enum Decoded {
    /// Text, in the buffer of the stream.
    Text,
    /// The end of the file.
    End,
    /// Bytes that the encoding does not know, after all text before them was handed out.
    Malformed,
    /// The file has grown over the limit while it was read.
    TooLarge,
}

/// A file as UTF-8 text without byte-order marks.
pub(super) struct Decoding<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What of `raw` has been read and not yet decoded.
    raw_span: (usize, usize),
    read_bytes: u64,
    text: Vec<u8>,
    text_len: usize,
    at_start: bool,
    phase: Phase,
}

/// How far a file has been decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// There may be more bytes.
    Reading,
    /// All bytes are read; the decoder may still hold some back.
    Draining,
    /// Nothing is left.
    Ended,
    /// A byte was met that the encoding does not know.
    Malformed,
}

impl<R: Read> Decoding<R> {
    /// Decodes `input` from its beginning.
    pub(super) fn new(input: R, encoding: &'static Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: vec![0; CHUNK_BYTES],
            raw_span: (0, 0),
            read_bytes: 0,
            text: vec![0; CHUNK_BYTES + SLACK_BYTES],
            text_len: 0,
            at_start: true,
            phase: Phase::Reading,
        }
    }

    /// The text of the last [`Decoded::Text`].
    pub(super) fn text(&self) -> &[u8] {
        self.text.get(..self.text_len).unwrap_or_default()
    }

    /// Decodes the next piece.
    pub(super) fn advance(&mut self) -> io::Result<Decoded> {
        self.text_len = 0;
        loop {
            match self.phase {
                Phase::Malformed => return Ok(Decoded::Malformed),
                Phase::Ended => return Ok(Decoded::End),
                Phase::Reading | Phase::Draining => {}
            }
            if self.raw_span.0 == self.raw_span.1 && self.phase == Phase::Reading {
                self.fill()?;
                if self.read_bytes > FILE_BYTES_MAX {
                    return Ok(Decoded::TooLarge);
                }
            }
            self.decode();
            if self.at_start {
                self.drop_marks();
            }
            if self.text_len > 0 {
                self.at_start = false;
                return Ok(Decoded::Text);
            }
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let count = loop {
            match self.input.read(&mut self.raw) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.raw_span = (0, count);
        self.read_bytes += count as u64;
        if count == 0 {
            self.phase = Phase::Draining;
        }
        Ok(())
    }

    fn decode(&mut self) {
        let (start, end) = self.raw_span;
        let source = self.raw.get(start..end).unwrap_or_default();
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
            source,
            &mut self.text,
            self.phase == Phase::Draining,
        );
        self.raw_span.0 = start + read;
        self.text_len = written;
        match result {
            DecoderResult::Malformed(..) => self.phase = Phase::Malformed,
            DecoderResult::InputEmpty if self.phase == Phase::Draining => self.phase = Phase::Ended,
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
        }
    }

    /// Drops byte-order marks from the beginning, all of them: the CSV reader would eat one, and then its lines
    /// and ours would differ.
    fn drop_marks(&mut self) {
        const MARK: &[u8] = "\u{feff}".as_bytes();
        let mut kept = self.text();
        while let Some(rest) = kept.strip_prefix(MARK) {
            kept = rest;
        }
        let (from, to) = (self.text_len - kept.len(), self.text_len);
        self.text.copy_within(from..to, 0);
        self.text_len = to - from;
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

    use super::*;

    /// A reader that hands out one byte at a time, so that every character is cut.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else {
                return Ok(0);
            };
            out[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    fn text_of(input: impl Read, encoding: &'static Encoding) -> (String, bool) {
        let mut decoding = Decoding::new(input, encoding);
        let mut all = Vec::new();
        loop {
            match decoding.advance().expect("memory does not fail") {
                Decoded::Text => all.extend_from_slice(decoding.text()),
                Decoded::End => return (String::from_utf8(all).expect("UTF-8"), true),
                Decoded::Malformed | Decoded::TooLarge => {
                    return (String::from_utf8(all).expect("UTF-8"), false);
                }
            }
        }
    }

    #[test]
    fn marks_go_and_bad_bytes_stop_after_the_text_before_them() {
        for (bytes, encoding, text, whole) in [
            (
                "\u{feff}\u{feff}Müller\u{feff}".as_bytes(),
                UTF_8,
                "Müller\u{feff}",
                true,
            ),
            (b"\xff\xfeM\0\xfc\0", UTF_16LE, "Mü", true),
            (b"\xfe\xff\0M\0\xfc", UTF_16BE, "Mü", true),
            (b"M\xfcller", WINDOWS_1252, "Müller", true),
            (b"M\xfcller", UTF_8, "M", false),
            (b"ab\xe2\x82", UTF_8, "ab", false),
            (b"a\0\0\xd8", UTF_16LE, "a", false),
            (b"", UTF_8, "", true),
        ] {
            let expected = (text.to_owned(), whole);
            assert_eq!(text_of(Drip(bytes), encoding), expected, "{bytes:?}");
            assert_eq!(text_of(bytes, encoding), expected, "{bytes:?} at once");
        }
    }

    #[test]
    fn the_head_says_what_the_file_is() {
        for (head, expected) in [
            (b"id,name" as &[u8], Ok(UTF_8)),
            (b"\xef\xbb\xbfid", Ok(UTF_8)),
            (b"\xff\xfei\0d\0", Ok(UTF_16LE)),
            (b"\xfe\xff\0i\0d", Ok(UTF_16BE)),
            (b"i\0d\0,\0a\0", Err(Reason::Utf16WithoutBom)),
            (b"\0i\0d\0,\0a", Err(Reason::Utf16WithoutBom)),
            (b"\xff\xfe\0\0i\0\0\0", Err(Reason::NotText)),
            (b"a\0b,c,d,e,f", Err(Reason::NotText)),
            (b"PK\x03\x04rest", Err(Reason::NotText)),
            (b"%PDF-1.7", Err(Reason::NotText)),
            (b"\x1b[2J\x1b]0;x\x07,name", Ok(UTF_8)),
        ] {
            assert_eq!(settle_encoding(head, None), expected, "{head:?}");
        }
        let named = settle_encoding(b"M\xfcller", Some(WINDOWS_1252));
        assert_eq!(named, Ok(WINDOWS_1252));
    }
}
