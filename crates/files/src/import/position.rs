//! A reader that knows line and column of the next byte and stops at a record that is too long.
//! Around every JSON file of the import, so that things found later can still be told by their
//! place, and so that memory stays bounded on any input. Must never read further than asked.

use std::{
    cell::Cell,
    io::{self, BufRead, Read},
    rc::Rc,
};

/// Most bytes of one user, subscription, SKU or group.
pub(crate) const MAX_RECORD: u64 = 1 << 24;

/// Where reading stands, shared with whoever reads.
#[derive(Debug, Default)]
pub(crate) struct Position {
    lines: Cell<u64>,
    column: Cell<u64>,
    in_record: Cell<u64>,
}

impl Position {
    /// Line of the next byte, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.lines.get() + 1
    }

    /// Bytes of the line already read.
    pub(crate) fn column(&self) -> u64 {
        self.column.get()
    }

    /// A record begins or ends here.
    pub(crate) fn mark_record(&self) {
        self.in_record.set(0);
    }

    /// Whether the record is too long, which is why reading stopped.
    pub(crate) fn is_too_long(&self) -> bool {
        self.in_record.get() > MAX_RECORD
    }

    fn pass(&self, bytes: &[u8]) {
        self.in_record.set(self.in_record.get() + bytes.len() as u64);
        for byte in bytes {
            if *byte == b'\n' {
                self.lines.set(self.lines.get() + 1);
                self.column.set(0);
            } else {
                self.column.set(self.column.get() + 1);
            }
        }
    }
}

/// The reader.
pub(crate) struct Positioned<R> {
    source: R,
    position: Rc<Position>,
}

impl<R: BufRead> Positioned<R> {
    pub(crate) fn new(source: R) -> Self {
        Self {
            source,
            position: Rc::default(),
        }
    }

    pub(crate) fn position(&self) -> Rc<Position> {
        Rc::clone(&self.position)
    }

    /// Skips blanks; the next byte, unread, or `None` at the end.
    pub(crate) fn peek_after_blanks(&mut self) -> io::Result<Option<u8>> {
        loop {
            let buffer = self.source.fill_buf()?;
            let blanks = buffer.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let next = buffer.get(blanks).copied();
            if next.is_none() && buffer.is_empty() {
                return Ok(None);
            }
            self.position.pass(&buffer[..blanks]);
            self.source.consume(blanks);
            if next.is_some() {
                return Ok(next);
            }
        }
    }
}

impl<R: BufRead> Read for Positioned<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.position.is_too_long() {
            return Err(io::Error::other("record too long"));
        }
        let buffer = self.source.fill_buf()?;
        let count = buffer.len().min(into.len());
        into[..count].copy_from_slice(&buffer[..count]);
        self.position.pass(&into[..count]);
        self.source.consume(count);
        Ok(count)
    }
}
