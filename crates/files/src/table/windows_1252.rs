//! Windows-1252 to UTF-8, as a reader around a reader. Called by [`super::Table`] when the user says
//! that a file is so encoded; never chosen by itself, because every byte is *some* letter in it.

use std::io::{Read, Result};

/// The letters of 0x80 to 0x9F; the five bytes without a letter stay control characters.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The letter of a byte.
pub(super) fn letter(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// The word around a byte, as Windows-1252 would read it.
pub(super) fn word_around(raw: &[u8], at: usize) -> String {
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
    let start = raw[..at].iter().rev().take(24).take_while(|b| inside(b)).count();
    let end = raw[at..].iter().take(24).take_while(|b| inside(b)).count();
    raw[at - start..at + end].iter().map(|byte| letter(*byte)).collect()
}

/// A reader that turns Windows-1252 into UTF-8, or passes bytes through.
pub struct Windows1252<R> {
    source: R,
    decode: bool,
    pending: Vec<u8>,
    given: usize,
}

impl<R> Windows1252<R> {
    /// Decodes `source` if `decode`.
    pub fn new(source: R, decode: bool) -> Self {
        Self {
            source,
            decode,
            pending: Vec::new(),
            given: 0,
        }
    }

    /// The source.
    pub(super) fn into_inner(self) -> R {
        self.source
    }
}

impl<R: Read> Read for Windows1252<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        if !self.decode {
            return self.source.read(into);
        }
        if self.given == self.pending.len() {
            let mut chunk = [0; 4096];
            let read = self.source.read(&mut chunk)?;
            self.pending.clear();
            self.given = 0;
            for byte in &chunk[..read] {
                self.pending.extend_from_slice(letter(*byte).encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        let count = into.len().min(self.pending.len() - self.given);
        into[..count].copy_from_slice(&self.pending[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_across_small_reads() {
        let mut text = String::new();
        Windows1252::new(&b"M\xFCller \x80 \x96"[..], true)
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "Müller € –");
    }
}
