//! Memory stays bounded whatever the size of a file. Each stream is read in a process of its own,
//! which is this test's binary again, and the kernel says how much memory it ever had.
#![cfg(target_os = "linux")]

use nahtlos_files::{
    catalogue::{CheckReport, Counted, check_bytes},
    table::{Encoding, Table},
};
use std::{io::Read, process::Command};

const MIB: u64 = 1 << 20;
/// Names of stream and size for the child process.
const STREAM: &str = "NAHTLOS_TEST_STREAM";
const SIZE: &str = "NAHTLOS_TEST_SIZE";

/// A generated file: a header, then rows made from their number until `left` bytes are given.
struct Stream {
    left: u64,
    pending: Vec<u8>,
    given: usize,
    number: u64,
    row: fn(u64) -> String,
}

impl Stream {
    fn new(header: &str, size: u64, row: fn(u64) -> String) -> Self {
        Self {
            left: size,
            pending: header.as_bytes().to_vec(),
            given: 0,
            number: 0,
            row,
        }
    }
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.given == self.pending.len() {
            if self.left == 0 {
                return Ok(0);
            }
            self.pending = (self.row)(self.number).into_bytes();
            self.left = self.left.saturating_sub(self.pending.len() as u64);
            self.given = 0;
            self.number += 1;
        }
        let count = into.len().min(self.pending.len() - self.given);
        into[..count].copy_from_slice(&self.pending[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

const PRICE_HEADER: &str = "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,Market,Currency,UnitPrice,\
    PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Tags,ERP Price,Segment\n";
const PRODUCT_HEADER: &str =
    "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names\n";

fn price_row(n: u64) -> String {
    let market = [b'A' + (n / 26 % 26) as u8, b'A' + (n % 26) as u8].map(char::from);
    format!(
        "Suite {0},CFQ7TTC{0:05},{1:04},Suite {0},Vendor,\"A suite, with everything in it that a company needs\",,P1Y,Annual,{2}{3},EUR,{0}.50,,,1/1/2024 12:00:00 AM,12/30/9999 11:59:59 PM,,{0}.99,Commercial\n",
        n / 676 % 2000,
        n / 1_352_000,
        market[0],
        market[1],
    )
}

fn product_row(n: u64) -> String {
    format!(
        "Suite {0},SUITE_{0},00000000-0000-4000-8000-{0:012},PLAN_{1},00000000-0000-4000-9000-{1:012},Plan {1}\n",
        n / 10 % 500,
        n % 700
    )
}

fn check(header: &str, size: u64, row: fn(u64) -> String) -> CheckReport {
    check_bytes("stream.csv", Stream::new(header, size, row), Encoding::Utf8)
}

/// Runs in the child: reads one stream, looks at the outcome and prints the peak.
#[test]
fn child() {
    let Ok(stream) = std::env::var(STREAM) else { return };
    let size: u64 = std::env::var(SIZE).unwrap().parse().unwrap();
    match stream.as_str() {
        "prices" => {
            let report = check(PRICE_HEADER, size, price_row);
            assert!(report.is_good() && report.rows > size / 300, "{report:?}");
        }
        "products" => {
            let report = check(PRODUCT_HEADER, size, product_row);
            assert!(report.is_good() && report.counts[0] == (Counted::Skus, 500), "{report:?}");
        }
        "bad rows" => assert_eq!(check(PRICE_HEADER, size, |n| format!("{n},too,short\n")).problems.len(), 101),
        "windows" => {
            let mut table = Table::open_as(
                "stream.csv",
                Stream::new("A,B\n", size, |n| format!("{n},ü€\n")),
                Encoding::Windows1252,
            )
            .unwrap();
            while table.next_row().unwrap().is_some() {}
            assert!(table.rows() > size / 20);
        }
        "unclosed quote" => assert_eq!(
            check(PRODUCT_HEADER, size, |_| "\"Suite, and so on\n"
                .replace('"', "\"\"")
                .replacen("\"\"", "\"", 1))
            .problems[0]
                .code,
            "raggedRow"
        ),
        "one line" => assert_eq!(check("", size, |_| "x".repeat(4096)).problems[0].code, "recordTooLong"),
        "one record" => assert_eq!(
            check(&format!("{PRODUCT_HEADER}\""), size, |_| "x\n".repeat(2048)).problems[0].code,
            "unclosedQuote"
        ),
        other => panic!("unknown stream {other}"),
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap());
}

/// Peak memory, in MiB, of a process that reads a stream of so many MiB.
fn peak(stream: &str, mib: u64) -> u64 {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--test-threads=1"])
        .env(STREAM, stream)
        .env(SIZE, (mib * MIB).to_string())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{stream}: {text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let line = text
        .lines()
        .find(|line| line.contains("VmHWM"))
        .unwrap_or_else(|| panic!("{stream}: no peak in {text}"));
    let kib: u64 = line.split_whitespace().rev().nth(1).unwrap().parse().unwrap();
    println!("{stream}, {mib} MiB: peak {} MiB", kib / 1024);
    kib / 1024
}

#[test]
fn streams_of_50_mib_never_need_half_of_that() {
    for stream in [
        "prices",
        "products",
        "bad rows",
        "windows",
        "unclosed quote",
        "one line",
        "one record",
    ] {
        let peak = peak(stream, 50);
        assert!(peak < 25, "{stream}: {peak} MiB");
    }
}

#[test]
#[ignore = "reads streams of 2 GB each, for minutes: cargo test -p nahtlos-files --test memory -- --ignored"]
fn streams_of_2_gb_stay_bounded() {
    for stream in [
        "prices",
        "products",
        "bad rows",
        "windows",
        "unclosed quote",
        "one line",
        "one record",
    ] {
        let peak = peak(stream, 2048);
        assert!(peak < 100, "{stream}: {peak} MiB");
    }
}
