//! Tables: what is taken as it comes, and the exact sentence for everything else.

#![allow(clippy::result_large_err)] // as in the crate itself

use nahtlos_files::{
    problem::Problem,
    table::{Encoding, Table},
};

/// Every row's fields joined by `|` with its line in front, or the first problem.
fn read_as(bytes: &[u8], encoding: Encoding) -> Result<Vec<String>, Problem> {
    let mut table = Table::open_as("t.csv", bytes, encoding)?;
    let mut rows = Vec::new();
    while let Some(row) = table.next_row()? {
        let fields: Vec<&str> = (0..row.len()).map(|i| row.get(i)).collect();
        rows.push(format!("{} {}", row.line(), fields.join("|")));
    }
    Ok(rows)
}

fn read(bytes: &[u8]) -> Result<Vec<String>, Problem> {
    read_as(bytes, Encoding::Utf8)
}

#[test]
fn odd_but_accepted() {
    let cases: &[(&str, &[u8], &[&str])] = &[
        ("plain", b"A,B\n1,2\n3,4\n", &["2 1|2", "3 3|4"]),
        ("byte order mark", b"\xEF\xBB\xBFA,B\n1,2\n", &["2 1|2"]),
        ("semicolons", b"A;B\n1,5;2\n", &["2 1,5|2"]),
        ("comma inside a quoted header", b"\"A;B;C\",B\n1,2\n", &["2 1|2"]),
        (
            "quoted separators, quotes and line breaks",
            b"A,B\n\"x,\"\"y\"\"\nz\",2\n3,4\n",
            &["2 x,\"y\"\nz|2", "4 3|4"],
        ),
        (
            "line ends of Windows and of old Macs",
            b"A,B\r\n1,2\r\n\r\n3,4\r5,6",
            &["2 1|2", "4 3|4", "5 5|6"],
        ),
        ("no line end at the end", b"A,B\n1,2", &["2 1|2"]),
        ("rows of blank fields", b"A,B\n,\n , \n1,2\n\n", &["4 1|2"]),
        ("blank lines before the header", b"\n\nA,B\n1,2\n", &["4 1|2"]),
        (
            "spaces around a field, no-break spaces too",
            "A,B\n 1\u{a0}, 2 \n".as_bytes(),
            &["2 1|2"],
        ),
        ("no rows", b"A,B", &[]),
        ("quotation mark inside a bare field", b"A,B\n5\" disk,2", &["2 5\" disk|2"]),
    ];
    for (what, bytes, rows) in cases {
        assert_eq!(read(bytes).unwrap(), *rows, "{what}");
    }
}

#[test]
fn refused_with_place_and_mend() {
    let cases: &[(&[u8], &str, &str)] = &[
        (
            b"",
            "emptyFile",
            "t.csv: The file is empty. Export it again, or give the right file; even a file without rows needs its header.",
        ),
        (
            b"\xEF\xBB\xBF\r\n",
            "emptyFile",
            "t.csv: The file is empty. Export it again, or give the right file; even a file without rows needs its header.",
        ),
        (
            b"\xFF\xFEA\0,\0",
            "notUtf8",
            "t.csv:1:1: The file is UTF-16, not UTF-8. Save the file as UTF-8 (in PowerShell: Export-Csv -Encoding utf8).",
        ),
        (
            b"PK\x03\x04...",
            "notATable",
            "t.csv:1:1: The file is a workbook or an archive, not CSV. Open it and save its sheet as “CSV UTF-8”, or unpack it.",
        ),
        (
            b"{\"value\": []}",
            "notATable",
            "t.csv:1:1: The file is JSON, not CSV. Give the CSV file.",
        ),
        (
            b"A,\0",
            "notATable",
            "t.csv:1:1: The file contains zero bytes, so it is no text. Give the CSV file, saved as UTF-8.",
        ),
        (
            b"A,B\n1,Frau M\xFCller\n",
            "notUtf8",
            "t.csv:2:2: Byte 0xFC at offset 12 in column \"B\" is not UTF-8; as Windows-1252 it is 'ü', in \"Müller\". \
             Save the file as UTF-8; it looks like Windows-1252, so you can also read it with --windows-1252.",
        ),
        (
            b"A,B\n\"x\ny\",\xE9t\xE9\n",
            "notUtf8",
            "t.csv:3:2: Byte 0xE9 at offset 10 in column \"B\" is not UTF-8; as Windows-1252 it is 'é', in \"été\". \
             Save the file as UTF-8; it looks like Windows-1252, so you can also read it with --windows-1252.",
        ),
        (
            b"Pr\xE9nom,B\n",
            "notUtf8",
            "t.csv:1:1: Byte 0xE9 at offset 2 is not UTF-8; as Windows-1252 it is 'é', in \"Prénom\". \
             Save the file as UTF-8; it looks like Windows-1252, so you can also read it with --windows-1252.",
        ),
        (
            b"A,B\n1,2\n3\n",
            "raggedRow",
            "t.csv:3:1: This row has 1 fields, the header has 2; the row begins \"3\". \
             Add the missing fields, empty ones too; or see whether a line break inside a field lacks its quotation marks.",
        ),
        (
            b"A,B\n1,2,3\n",
            "raggedRow",
            "t.csv:2:2: This row has 3 fields, the header has 2; the row begins \"1\". \
             Remove the extra fields, or put quotation marks around the field that contains ','.",
        ),
        (
            b"A,B\n1,\"2\n3,4\n",
            "unclosedQuote",
            "t.csv:2:2: A quotation mark opens here and is never closed. Close it with a second one, and double every quotation mark inside a quoted field.",
        ),
    ];
    for (bytes, code, message) in cases {
        let problem = read(bytes).unwrap_err();
        assert_eq!((problem.code, problem.to_string().as_str()), (*code, *message));
    }
}

#[test]
fn columns_are_named_when_missing_or_doubled() {
    let table = Table::open("t.csv", &b"Unit Price,Market,market,Qty\n"[..]).unwrap();
    assert_eq!(table.column("QTY").unwrap(), 3);
    assert_eq!(table.find_column("Segment").unwrap(), None);
    for (name, message) in [
        (
            "UnitPrice",
            "t.csv:1:1: The header has no column \"UnitPrice\"; the nearest is \"Unit Price\". \
             Rename \"Unit Price\" if that is meant, or export the file again with every column.",
        ),
        (
            "TermDuration",
            "t.csv:1:1: The header has no column \"TermDuration\"; it has \"Unit Price, Market, market, Qty\". \
             Give the right file, or export it again with every column and its header in the first line.",
        ),
        (
            "Market",
            "t.csv:1:3: The header has the column \"Market\" twice, as fields 2 and 3. Remove or rename one of them.",
        ),
    ] {
        assert_eq!(table.column(name).unwrap_err().to_string(), message);
    }
}

#[test]
fn windows_1252_reads_when_asked_for() {
    assert_eq!(read_as(b"A,B\n\x80,M\xFCller\n", Encoding::Windows1252).unwrap(), ["2 €|Müller"]);
}

#[test]
fn reading_goes_on_after_a_ragged_row() {
    let mut table = Table::open("t.csv", &b"A,B\n1\n2,3\n"[..]).unwrap();
    assert_eq!(table.next_row().unwrap_err().code, "raggedRow");
    assert_eq!(table.next_row().unwrap().unwrap().get(1), "3");
}

#[test]
fn fields_know_their_own_line() {
    let mut table = Table::open("t.csv", &b"A,B\n\"1\n2\",x\n"[..]).unwrap();
    let row = table.next_row().unwrap().unwrap();
    let problem = row.error(1, "badDate", "Wrong.", "Mend.");
    assert_eq!((problem.line, problem.column, problem.found.as_str()), (Some(3), Some(2), "x"));
}

#[test]
fn records_are_bounded() {
    let mut endless = b"A,B\n1,\"".to_vec();
    endless.resize(4 << 20, b'x');
    assert_eq!(
        read(&endless).unwrap_err().to_string(),
        "t.csv:2:2: A quotation mark opens here and is never closed. Close it with a second one, and double every quotation mark inside a quoted field."
    );
    let mut long = b"A,B\n1,".to_vec();
    long.resize(4 << 20, b'x');
    assert_eq!(
        read(&long).unwrap_err().to_string(),
        "t.csv:2: This record is longer than 1048576 bytes. See whether the file is a table at all, and whether its lines end."
    );
    let wide = b",".repeat(5000);
    assert_eq!(
        read(&wide).unwrap_err().to_string(),
        "t.csv:1: This record has more than 4096 fields. See whether the file is a table at all, and whether its lines end."
    );
}
