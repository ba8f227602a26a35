//! The machine's time and chance, given to the engine. Nothing else in the server asks for them but this file.

use nahtlos_engine::ambient::Ambient;
use nahtlos_model::instants::Instant;
use std::cell::RefCell;

/// The machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct Machine;

impl Ambient for Machine {
    #[allow(clippy::disallowed_methods)] // this is where the machine's time comes in
    fn now(&self) -> Instant {
        Instant(jiff::Timestamp::now().as_millisecond())
    }

    fn random(&self) -> [u8; 16] {
        CHANCE.with_borrow_mut(|(bytes, left)| {
            if *left == 0 {
                getrandom::fill(bytes.as_flattened_mut()).expect("the operating system gives random bytes");
                *left = bytes.len();
            }
            *left -= 1;
            // Given out once, and kept nowhere.
            std::mem::take(&mut bytes[*left])
        })
    }
}

thread_local! {
    /// Random bytes that the operating system gave this thread, and how many portions are left: asking it costs more than a request needs.
    static CHANCE: RefCell<([[u8; 16]; 64], usize)> = const { RefCell::new(([[0; 16]; 64], 0)) };
}

/// A new GUID.
pub(crate) fn guid() -> String {
    uuid::Builder::from_random_bytes(Machine.random()).into_uuid().to_string()
}
