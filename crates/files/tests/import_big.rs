//! A tenant of 100,000 users: the import streams, so that memory stays within a few hundred MiB.
//! A test binary of its own, because it measures the peak memory of its process.
#![allow(clippy::disallowed_methods)] // prints how long it took; no result depends on it

use nahtlos_files::import::{Options, Source, import};
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::PathBuf,
};

const USERS: usize = 100_000;
const SKUS: [&str; 3] = [
    "6fd2c87f-b296-42f0-b197-1e91e994b900",
    "4b9405b0-7788-4568-add1-99614e613b69",
    "f245ecc8-75af-4f8e-b61f-27d8114de5f3",
];

/// Pages as Graph answers them, with the service plans of every user, which nobody asked for.
fn write_users(path: &PathBuf) -> u64 {
    let mut out = BufWriter::new(File::create(path).unwrap());
    let plan = |n: usize| {
        format!(
            r#"{{"assignedDateTime":"2024-01-01T00:00:00Z","capabilityStatus":"Enabled","service":"exchange","servicePlanId":"00000000-0000-4000-8000-{n:012}"}}"#
        )
    };
    let plans = (0..12).map(plan).collect::<Vec<_>>().join(",");
    write!(out, "[").unwrap();
    for n in 0..USERS {
        if n % 1000 == 0 {
            let comma = if n == 0 { "" } else { "]},\n" };
            write!(
                out,
                r#"{comma}{{"@odata.context":"https://graph.example/v1.0/$metadata#users","value":["#
            )
            .unwrap();
        } else {
            writeln!(out, ",").unwrap();
        }
        let assigned: Vec<String> = SKUS
            .iter()
            .map(|s| format!(r#"{{"disabledPlans":["7547a3fe-08ee-4ccb-b430-5077c5041653"],"skuId":"{s}"}}"#))
            .collect();
        let state = |s: &&str| {
            format!(
                r#"{{"skuId":"{s}","assignedByGroup":"00000000-0000-4000-8000-000000000401","disabledPlans":["7547a3fe-08ee-4ccb-b430-5077c5041653"],"state":"Active","error":"None"}}"#
            )
        };
        let states: Vec<String> = SKUS.iter().map(state).collect();
        write!(
            out,
            r#"{{"id":"00000000-0000-4000-9000-{n:012}","displayName":"User {n}","userPrincipalName":"user{n}@contoso.example","accountEnabled":true,"usageLocation":"DE","userType":"Member","assignedLicenses":[{}],"licenseAssignmentStates":[{}],"assignedPlans":[{plans}]}}"#,
            assigned.join(","),
            states.join(",")
        )
        .unwrap();
    }
    write!(out, "]}}]").unwrap();
    out.into_inner().unwrap().metadata().unwrap().len()
}

/// Peak resident memory of this process in MiB; `None` where the system does not say.
fn peak_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib / 1024)
}

#[test]
fn a_hundred_thousand_users_fit_into_a_few_hundred_mib() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("import-big-users.json");
    let bytes = write_users(&path);
    let begun = std::time::Instant::now();
    let imported = import(&[Source::Path(path.clone())], &Options::new("2026-12-01".parse().unwrap())).unwrap();
    println!(
        "{USERS} users, {} MiB of JSON: {:?}, peak {:?} MiB",
        bytes >> 20,
        begun.elapsed(),
        peak_mib()
    );
    std::fs::remove_file(path).unwrap();
    assert_eq!(imported.estate.users.len(), USERS);
    assert!(
        imported
            .estate
            .users
            .iter()
            .all(|u| u.licenses.len() == 3 && u.licenses[0].via_group.is_some())
    );
    if let Some(peak) = peak_mib() {
        assert!(peak < 300, "{peak} MiB");
    }
}
