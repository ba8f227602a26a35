//! SHA-256 of a file while it is read, so that it is read once. Called by `case` and `assemble`.

use sha2::{Digest, Sha256};
use std::io::{Read, Result};

/// SHA-256 of bytes, lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A reader that digests what passes through it.
pub(super) struct Digesting<R> {
    source: R,
    state: Sha256,
}

impl<R: Read> Digesting<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            source,
            state: Sha256::new(),
        }
    }

    /// The digest of the whole source, which is read to its end.
    pub(super) fn finish(mut self) -> Result<String> {
        std::io::copy(&mut self, &mut std::io::sink())?;
        Ok(hexadecimal(&self.state.finalize()))
    }
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let read = self.source.read(into)?;
        self.state.update(&into[..read]);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_what_passes_and_what_is_left() {
        let mut digesting = Digesting::new(&b"abc"[..]);
        assert_eq!(digesting.read(&mut [0; 2]).unwrap(), 2);
        assert_eq!(digesting.finish().unwrap(), sha256(b"abc"));
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
