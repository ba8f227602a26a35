//! The machine's time and chance, given to the engine. Nothing else in the server asks for them but this file.

use nahtlos_engine::ambient::Ambient;
use nahtlos_model::instants::Instant;

/// The machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct Machine;

impl Ambient for Machine {
    #[allow(clippy::disallowed_methods)] // this is where the machine's time comes in
    fn now(&self) -> Instant {
        Instant(jiff::Timestamp::now().as_millisecond())
    }

    fn random(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        bytes
    }
}

/// A new GUID.
pub(crate) fn guid() -> String {
    uuid::Builder::from_random_bytes(Machine.random()).into_uuid().to_string()
}
