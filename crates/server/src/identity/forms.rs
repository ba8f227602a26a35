//! Proof that a form came from a page of ours, in this browser: what the page carries must fit the browser's cookie and the address
//! the page was made for.
//!
//! The key is made of the signing key, so that every node of a center takes the others' forms.

use crate::api::context::hex;
use aws_lc_rs::hmac;

/// Makes and checks proofs.
pub(crate) struct Forms {
    key: hmac::Key,
}

impl std::fmt::Debug for Forms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Forms")
    }
}

impl Forms {
    /// With a key of a purpose.
    pub(crate) fn new(key: &[u8]) -> Self {
        Self {
            key: hmac::Key::new(hmac::HMAC_SHA256, key),
        }
    }

    /// The proof for a cookie and an address.
    pub(crate) fn proof(&self, cookie: &str, address: &str) -> String {
        hex(hmac::sign(&self.key, format!("{cookie}\n{address}").as_bytes()).as_ref())
    }

    /// Whether a proof fits; takes as long whether it does or not.
    pub(crate) fn fits(&self, cookie: &str, address: &str, proof: &str) -> bool {
        let sent: Option<Vec<u8>> = (0..proof.len())
            .step_by(2)
            .map(|at| proof.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok()))
            .collect();
        !cookie.is_empty() && sent.is_some_and(|tag| hmac::verify(&self.key, format!("{cookie}\n{address}").as_bytes(), &tag).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_fits_its_cookie_and_address_only() {
        let forms = Forms::new(b"key");
        let proof = forms.proof("cookie", "/a?b");
        assert!(forms.fits("cookie", "/a?b", &proof));
        assert!(!forms.fits("other", "/a?b", &proof));
        assert!(!forms.fits("cookie", "/a?c", &proof));
        assert!(!Forms::new(b"other").fits("cookie", "/a?b", &proof));
        assert!(!forms.fits("", "/a?b", &forms.proof("", "/a?b")));
        for bad in ["", "zz", "ä", &proof[1..]] {
            assert!(!forms.fits("cookie", "/a?b", bad));
        }
    }
}
