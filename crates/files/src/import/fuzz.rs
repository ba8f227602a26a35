//! The import's readers as functions over any bytes, for fuzzing and for the tests that call them
//! with damaged samples: no panic, no hang, bounded memory. Results are thrown away.

use super::{Options, Source, answers::Answers, import};
use nahtlos_model::dates::Date;

/// Any file of the import, recognised by its content.
pub fn any_file(bytes: &[u8]) {
    let options = Options::new(Date::constant(2026, 12, 1));
    let _ = import(
        &[Source::Bytes {
            name: "fuzz".to_owned(),
            bytes: bytes.to_vec(),
        }],
        &options,
    );
}

/// Several files at once: the input is cut at zero bytes.
pub fn several_files(bytes: &[u8]) {
    let options = Options::new(Date::constant(2026, 12, 1));
    let parts = bytes.split(|byte| *byte == 0).take(16).enumerate();
    let sources: Vec<Source> = parts
        .map(|(i, part)| Source::Bytes {
            name: format!("fuzz{i}"),
            bytes: part.to_vec(),
        })
        .collect();
    let _ = import(&sources, &options);
}

/// An answers file.
pub fn answers(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Answers::read("fuzz.toml", text);
    }
}

/// An answers file against an export that raises every question.
pub fn answers_with_export(bytes: &[u8]) {
    const EXPORT: &str = r#"{"value":[
        {"id":"s1","skuId":"6fd2c87f-b296-42f0-b197-1e91e994b900","status":"Enabled","totalLicenses":5,"nextLifecycleDateTime":null,"ownerTenantId":null},
        {"id":"s2","skuId":"6fd2c87f-b296-42f0-b197-1e91e994b900","status":"Enabled","totalLicenses":5,"nextLifecycleDateTime":"2027-01-01","ownerTenantId":"t"}]}"#;
    let mut options = Options::new(Date::constant(2026, 12, 1));
    options.answers = Some(("fuzz.toml".to_owned(), String::from_utf8_lossy(bytes).into_owned()));
    let _ = import(
        &[Source::Bytes {
            name: "export.json".to_owned(),
            bytes: EXPORT.into(),
        }],
        &options,
    );
}
