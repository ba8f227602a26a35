//! Tables of the import: the admin center's users export (28 and 32 columns) and licences export,
//! and PowerShell's `Get-MgSubscribedSku`, told apart by their headers; headers in another language
//! by renames. Called by the import for every file that does not begin like JSON. Only columns that
//! are needed are read, so that layouts may differ in everything else.

use super::{
    gathered::{Gathered, Kind, NamedPerson, NamedSku, Place, SkuRow},
    values::{self, Fault, When},
};
use crate::{
    problem::{Problem, quoted},
    table::{Encoding, Row, Table},
};
use nahtlos_model::{estate::SubscriptionStatus, ids::SkuId};
use std::{
    collections::{BTreeSet, HashMap},
    io::Read,
    rc::Rc,
};

/// Every column that a rename may lead to.
pub(crate) const COLUMNS: &[&str] = &[
    "User principal name",
    "Licenses",
    "Object Id",
    "Usage location",
    "Block credential",
    "Soft deletion time stamp",
    "Product Title",
    "Total Licenses",
    "Expired Licenses",
    "Assigned licenses",
    "Renewal Date",
    "SkuId",
    "SkuPartNumber",
    "CapabilityStatus",
    "ConsumedUnits",
    "AppliesTo",
    "AccountId",
    "AccountName",
];

/// Header renames: what a file calls it, what it is. `used` collects those that a file had.
pub(crate) struct Renames<'a> {
    pub(crate) pairs: &'a [(String, String)],
    pub(crate) used: BTreeSet<usize>,
}

impl Renames<'_> {
    /// Where a column is, under its own name or a rename's.
    fn find<R: Read>(&mut self, table: &Table<R>, name: &str) -> Result<Option<usize>, Problem> {
        let mut found = table.find_column(name)?;
        for (i, (from, to)) in self.pairs.iter().enumerate() {
            if !to.eq_ignore_ascii_case(name) {
                continue;
            }
            // Letter case counts for nothing, in any alphabet.
            let Some(place) = table.headers().iter().position(|h| h.to_lowercase() == from.trim().to_lowercase()) else {
                continue;
            };
            self.used.insert(i);
            if found.is_some_and(|other| other != place) {
                let message = format!("Two columns of the header stand for {}.", quoted(name));
                return Err(Problem::error(table.file(), "duplicateColumn", message, "Leave out one --column.")
                    .at(1, place as u64 + 1)
                    .found(from));
            }
            found = Some(place);
        }
        Ok(found)
    }

    fn need<R: Read>(&mut self, table: &Table<R>, name: &str) -> Result<usize, Problem> {
        if let Some(place) = self.find(table, name)? {
            return Ok(place);
        }
        let header = table.headers().join(", ");
        let near = crate::nearest::nearest(name, table.headers().iter().map(String::as_str));
        let message = match near {
            Some(near) => format!("The header has no column {}; the nearest is {}.", quoted(name), quoted(near)),
            None => format!("The header has no column {}; it has {}.", quoted(name), quoted(&header)),
        };
        let mend = format!(
            "Say which column it is with --column '{}={name}', or export again with every column.",
            near.unwrap_or("Header")
        );
        let place = near
            .and_then(|near| table.headers().iter().position(|h| h == near))
            .map_or(1, |i| i as u64 + 1);
        Err(Problem::error(table.file(), "missingColumn", message, mend)
            .at(1, place)
            .found(near.unwrap_or_default()))
    }
}

/// Reads a whole table.
pub(crate) fn read(
    file: &str,
    source: impl Read,
    encoding: Encoding,
    renames: &mut Renames<'_>,
    into: &mut Gathered,
) -> Result<(), Problem> {
    let mut table = Table::open_as(file, source, encoding)?;
    let mut has = |name: &str| renames.find(&table, name).map(|place| place.is_some());
    let (sku_id, part) = (has("SkuId")?, has("SkuPartNumber")?);
    let (title, total) = (has("Product Title")?, has("Total Licenses")?);
    let (upn, licenses) = (has("User principal name")?, has("Licenses")?);
    if sku_id || part {
        skus(&mut table, renames, into)
    } else if title || total {
        products(&mut table, renames, into)
    } else if upn || licenses {
        users(&mut table, renames, into)
    } else {
        let header = table.headers().join(", ");
        let message = format!(
            "This header is none of a users export, a licences export or Get-MgSubscribedSku; it is {}.",
            quoted(&header)
        );
        let mend = "Give the file as it was exported; if its headers are in another language, say what they are, for example --column 'Lizenzen=Licenses' --column 'Benutzerprinzipalname=User principal name'.";
        Err(Problem::error(file, "unknownTable", message, mend).at(1, 1).found(&header))
    }
}

/// A field read by `read`, its fault with line and field.
fn field<T>(row: Row<'_>, place: usize, read: impl FnOnce(&str) -> Result<T, Fault>) -> Result<T, Problem> {
    read(row.get(place)).map_err(|fault| {
        let message = format!("In column {}: {}", quoted(row.header(place)), fault.message);
        row.error(place, fault.code, message, fault.mend)
    })
}

fn users<R: Read>(table: &mut Table<R>, renames: &mut Renames<'_>, into: &mut Gathered) -> Result<(), Problem> {
    let upn = renames.need(table, "User principal name")?;
    let licenses = renames.need(table, "Licenses")?;
    let id = renames.find(table, "Object Id")?;
    let location = renames.find(table, "Usage location")?;
    let blocked = renames.find(table, "Block credential")?;
    let deleted = renames.find(table, "Soft deletion time stamp")?;
    let file = into.intern(table.file());
    let mut seen: HashMap<String, usize> = into.named_people.iter().enumerate().map(|(i, p)| (p.id.clone(), i)).collect();
    into.given.insert(Kind::Users);
    while let Some(row) = table.next_row()? {
        let name = row.get(upn);
        if name.is_empty() {
            return Err(row.error(
                upn,
                "emptyField",
                "The user has no principal name.",
                "Export the users again with every column.",
            ));
        }
        let object = row.get_if(id);
        let text = |place: Option<usize>| Some(row.get_if(place).to_owned()).filter(|t| !t.is_empty());
        let person = NamedPerson {
            id: if object.is_empty() { name.to_owned() } else { object.to_owned() },
            upn: name.to_owned(),
            location: text(location),
            blocked: blocked.map(|place| field(row, place, values::truth)).transpose()?.unwrap_or(false),
            deleted: text(deleted).is_some(),
            licenses: into.intern(row.get(licenses)),
            place: Place {
                file: Rc::clone(&file),
                line: row.line(),
            },
        };
        let Some(first) = seen.get(&person.id).map(|i| &into.named_people[*i]) else {
            seen.insert(person.id.clone(), into.named_people.len());
            into.named_people.push(person);
            continue;
        };
        if (NamedPerson {
            place: first.place.clone(),
            ..person.clone()
        }) != *first
        {
            let message = format!("The user {} is also in {}, with other data.", quoted(name), first.place);
            return Err(row.error(
                upn,
                "userTwice",
                message,
                "Give one export of one day; take one of the two rows out.",
            ));
        }
        into.repeated.insert(person.id);
    }
    Ok(())
}

fn products<R: Read>(table: &mut Table<R>, renames: &mut Renames<'_>, into: &mut Gathered) -> Result<(), Problem> {
    let title = renames.need(table, "Product Title")?;
    let total = renames.need(table, "Total Licenses")?;
    let assigned = renames.need(table, "Assigned licenses")?;
    let expired = renames.find(table, "Expired Licenses")?;
    let renewal = renames.find(table, "Renewal Date")?;
    let file = into.intern(table.file());
    while let Some(row) = table.next_row()? {
        let name = row.get(title).to_owned();
        if name.is_empty() {
            return Err(row.error(title, "emptyField", "The row has no product.", "Export the licences again."));
        }
        into.named_skus.push(NamedSku {
            name,
            total: field(row, total, values::count)?,
            assigned: field(row, assigned, values::count)?,
            expired: expired.map(|place| field(row, place, values::count)).transpose()?.unwrap_or(0),
            renewal: renewal.map(|place| field(row, place, When::parse)).transpose()?.unwrap_or_default(),
            place: Place {
                file: Rc::clone(&file),
                line: row.line(),
            },
        });
    }
    Ok(())
}

fn skus<R: Read>(table: &mut Table<R>, renames: &mut Renames<'_>, into: &mut Gathered) -> Result<(), Problem> {
    let sku = renames.need(table, "SkuId")?;
    let consumed = renames.need(table, "ConsumedUnits")?;
    let part = renames.find(table, "SkuPartNumber")?;
    let state = renames.find(table, "CapabilityStatus")?;
    let applies = renames.find(table, "AppliesTo")?;
    let (account, name) = (renames.find(table, "AccountId")?, renames.find(table, "AccountName")?);
    let file = into.intern(table.file());
    into.given.insert(Kind::Skus);
    while let Some(row) = table.next_row()? {
        let status: Option<SubscriptionStatus> = match state {
            Some(place) if !row.get(place).is_empty() => Some(field(row, place, values::status)?),
            _ => None,
        };
        let tenant = row.get_if(account).to_ascii_lowercase();
        if !tenant.is_empty() {
            into.tenants.entry(tenant).or_insert_with(|| row.get_if(name).to_owned());
        }
        into.skus.push(SkuRow {
            sku: SkuId(field(row, sku, values::guid)?),
            string_id: row.get_if(part).to_owned(),
            status,
            consumed: Some(field(row, consumed, values::count)?),
            seats: None,
            company: row.get_if(applies).eq_ignore_ascii_case("company"),
            subscription_ids: Vec::new(),
            renewal: When::Unknown,
            coarse: false,
            place: Place {
                file: Rc::clone(&file),
                line: row.line(),
            },
        });
    }
    Ok(())
}
