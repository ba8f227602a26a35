//! Any bytes into `nahtlos_files::fuzz::listed`, which may refuse them but never panic.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    nahtlos_files::fuzz::listed(bytes);
});
