//! Panics: a mistake in the program never shows a stack trace to a person and never stops a campaign.
//! Used by `main` around every command, and by the campaign around every case.

use std::{
    cell::RefCell,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// A panic that was caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bug {
    message: String,
    place: String,
}

impl fmt::Display for Bug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.place)
    }
}

thread_local! {
    static LAST: RefCell<Option<Bug>> = const { RefCell::new(None) };
}

/// Keeps what a panic says instead of printing it; with `RUST_BACKTRACE` set, prints it as usual too.
pub(crate) fn install() {
    let usual = std::panic::take_hook();
    let loud = std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0");
    std::panic::set_hook(Box::new(move |panic| {
        let payload = panic.payload();
        let message = payload
            .downcast_ref::<&str>()
            .map(|s| (*s).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned());
        let place = panic.location().map_or_else(|| "unknown place".to_owned(), ToString::to_string);
        LAST.set(Some(Bug {
            message: message.unwrap_or_else(|| "a panic without a message".to_owned()),
            place,
        }));
        if loud {
            usual(panic);
        }
    }));
}

/// Runs something; a panic in it comes back as a value.
pub(crate) fn guard<T>(work: impl FnOnce() -> T) -> Result<T, Bug> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        LAST.take().unwrap_or_else(|| Bug {
            message: "a panic".to_owned(),
            place: "unknown place".to_owned(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_comes_back_with_message_and_place() {
        install();
        assert_eq!(guard(|| 7), Ok(7));
        let bug = guard(|| panic!("case {} is odd", 3)).expect_err("caught");
        assert_eq!(bug.message, "case 3 is odd");
        assert!(bug.place.contains("bug.rs"), "{bug}");
    }
}
