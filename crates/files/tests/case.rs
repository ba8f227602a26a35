//! Cases read as folders: every reference case, files in the parent folder, what is missing.

mod common;

use common::{Folder, reference_cases};
use nahtlos_files::case::{SharedFiles, read_case, read_case_sharing};
use std::{fs, sync::Arc};

#[test]
fn every_reference_case_reads() {
    for folder in reference_cases() {
        let read = read_case(&folder).unwrap_or_else(|problems| panic!("{}: {}", folder.display(), problems[0]));
        let name = folder.file_name().unwrap().to_str().unwrap();
        for warning in &read.warnings {
            println!("{name}: {warning}");
        }
        assert!(
            !read.value.catalogue.prices.is_empty() && !read.value.estate.users.is_empty(),
            "{name}"
        );
        let odd: Vec<&str> = read.warnings.iter().map(|warning| warning.code).collect();
        let expected: &[&str] = match name {
            "tiny-refused" => &["noPrices"],
            _ if name.starts_with("nordwind") => &["incompletePair"],
            _ => &[],
        };
        assert_eq!(odd, expected, "{name}");
    }
}
