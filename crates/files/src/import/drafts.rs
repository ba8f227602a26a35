//! Which subscriptions there are, before anything is decided about them: those of the directory,
//! each once; seats that no subscription accounts for; those that only the answers describe.
//! Called by the import; `settle` makes subscriptions of the estate from them.

use super::{
    Context,
    finding::{Finding, FindingCode},
    gathered::{Gathered, Kind, Place, SkuRow, SubscriptionRow},
    ledger::Ledger,
    names::{Meaning, Names},
    question::{Question, QuestionCode},
    template::toml_text,
    values::When,
};
use crate::problem::{Problem, quoted};
use nahtlos_model::{estate::SubscriptionStatus, ids::SkuId, notice::Value};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A subscription to be settled.
pub(crate) struct Draft {
    pub(crate) row: SubscriptionRow,
    /// Known from a SKU's seats or from the answers only: dates are asked for too.
    pub(crate) without_dates: bool,
}

/// Every subscription there is.
pub(crate) fn drafts(
    cx: &Context<'_>,
    gathered: &mut Gathered,
    skus: &BTreeMap<SkuId, SkuRow>,
    names: &Names<'_>,
    ledger: &mut Ledger,
) -> Result<Vec<Draft>, Problem> {
    let rows = std::mem::take(&mut gathered.subscriptions);
    if !gathered.given.contains(&Kind::Subscriptions) {
        ledger.find(Finding::new(FindingCode::SubscriptionsMissing));
    }
    let mut all_ids: BTreeSet<String> = rows
        .iter()
        .flat_map(|r| [Some(r.id.clone()), r.commerce_id.clone()])
        .flatten()
        .collect();
    let rows = once_each(cx, rows, ledger)?;
    compare_with_seats(&rows, skus, ledger);
    let mut drafts: Vec<Draft> = rows.into_iter().map(|row| Draft { row, without_dates: false }).collect();
    let added = described_by_answers(cx, &all_ids);
    let covered: BTreeSet<SkuId> = drafts
        .iter()
        .chain(&added)
        .map(|d| d.row.sku)
        .chain(ledger.unsettled.iter().copied())
        .collect();
    for row in skus.values().filter(|row| !row.company && !covered.contains(&row.sku)) {
        drafts.extend(seats_without_subscription(row, ledger));
    }
    // Users alone tell nothing of seats: then each SKU that they hold has some, and how many is asked.
    if skus.is_empty() && !gathered.given.contains(&Kind::Subscriptions) {
        let held = held_by_users(gathered, names);
        for row in held.values().filter(|row| !covered.contains(&row.sku)) {
            drafts.extend(seats_without_subscription(row, ledger));
        }
    }
    all_ids.extend(drafts.iter().map(|d| d.row.id.clone()));
    cx.answers.refuse_unused(&all_ids)?;
    let known: BTreeSet<String> = drafts.iter().map(|d| d.row.id.clone()).collect();
    drafts.extend(added.into_iter().filter(|d| !known.contains(&d.row.id)));
    drafts.retain(|draft| {
        let company = skus.get(&draft.row.sku).map_or(draft.row.company, |sku| sku.company);
        if company {
            let finding = Finding::new(FindingCode::CompanySku).sku(draft.row.sku).about([&draft.row.id]);
            ledger.find(match draft.row.seats {
                Some(seats) => finding.count("seats", seats),
                None => finding,
            });
        }
        !company
    });
    let listed: BTreeSet<SkuId> = drafts.iter().map(|d| d.row.sku).collect();
    for row in skus.values().filter(|row| row.company && !listed.contains(&row.sku)) {
        if !ledger
            .findings
            .iter()
            .any(|f| f.code() == FindingCode::CompanySku && f.notice.values.get("sku") == Some(&Value::Sku(row.sku)))
        {
            ledger.find(Finding::new(FindingCode::CompanySku).sku(row.sku));
        }
    }
    Ok(drafts)
}

/// Rows of the directory, each id once; different descriptions of one id are asked about.
fn once_each(cx: &Context<'_>, rows: Vec<SubscriptionRow>, ledger: &mut Ledger) -> Result<Vec<SubscriptionRow>, Problem> {
    let mut order: Vec<String> = Vec::new();
    let mut by_id: BTreeMap<String, Vec<SubscriptionRow>> = BTreeMap::new();
    for row in rows {
        let same = by_id.entry(row.id.clone()).or_default();
        if same.is_empty() {
            order.push(row.id.clone());
        }
        if !same.iter().any(|other| other.says_the_same(&row)) {
            same.push(row);
        }
    }
    let mut kept = Vec::new();
    for id in order {
        let mut same = by_id.remove(&id).unwrap_or_default();
        if same.len() < 2 {
            kept.extend(same);
            continue;
        }
        let names: Vec<String> = same.iter().map(|row| description_name(row, &same)).collect();
        let commerce = same.iter().find_map(|row| row.commerce_id.clone());
        let chosen = cx
            .answers
            .subscription(&id, commerce.as_deref())
            .and_then(|a| a.description.as_deref().map(|d| (d, a.at)));
        if let Some((chosen, at)) = chosen {
            let Some(i) = names.iter().position(|n| n == chosen) else {
                let message = format!("No description of the subscription {} is in {}.", quoted(&id), quoted(chosen));
                let mend = format!(
                    "Possible are {}.",
                    names.iter().map(|n| toml_text(n)).collect::<Vec<_>>().join(", ")
                );
                return Err(Problem::error(&cx.answers.file, "badValue", message, mend)
                    .at(at.0, at.1)
                    .found(chosen));
            };
            kept.push(same.swap_remove(i));
            continue;
        }
        let places = same.iter().map(|row| row.place.to_string()).collect::<Vec<_>>().join(", ");
        ledger.find(Finding::new(FindingCode::SubscriptionTwice).text("places", places).about([&id]));
        ledger.unsettled.extend(same.iter().map(|row| row.sku));
        let mut question = Question::new(
            QuestionCode::Description,
            format!("subscriptions.{}", toml_text(&id)),
            "description",
        );
        let facts: Vec<String> = same
            .iter()
            .zip(&names)
            .map(|(row, name)| format!("{name} → {}", cx.facts(row)))
            .collect();
        question.facts = format!("{id}: {}", facts.join("; "));
        question.choices = names.iter().map(|n| toml_text(n)).collect();
        question.subject = id.clone();
        question.subjects = vec![id.clone()];
        ledger.ask(question);
        for row in &same {
            ledger.find(left_out(row));
        }
    }
    Ok(kept)
}

/// The file's name, with the line where one file has several.
fn description_name(row: &SubscriptionRow, all: &[SubscriptionRow]) -> String {
    let alone = all.iter().filter(|other| other.place.file == row.place.file).count() == 1;
    let file = row.place.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let same_name = all
        .iter()
        .filter(|other| other.place.file.rsplit(['/', '\\']).next() == Some(file))
        .count()
        > 1;
    match (alone, same_name) {
        (true, false) => file.to_owned(),
        (true, true) => row.place.file.to_string(),
        _ => row.place.to_string(),
    }
}

/// The finding that a subscription is not in the estate yet.
pub(crate) fn left_out(row: &SubscriptionRow) -> Finding {
    let finding = Finding::new(FindingCode::SubscriptionLeftOut).sku(row.sku).about([&row.id]);
    match row.seats {
        Some(seats) => finding.count("seats", seats),
        None => finding,
    }
}

/// The vendor's own sums against the subscriptions.
fn compare_with_seats(rows: &[SubscriptionRow], skus: &BTreeMap<SkuId, SkuRow>, ledger: &mut Ledger) {
    for sku in skus.values() {
        let Some(seats) = sku.seats else { continue };
        let of_sku: Vec<&SubscriptionRow> = rows.iter().filter(|r| r.sku == sku.sku).collect();
        if of_sku.is_empty() || ledger.unsettled.contains(&sku.sku) {
            continue;
        }
        let sum = |keep: &dyn Fn(SubscriptionStatus) -> bool| -> u64 {
            of_sku
                .iter()
                .filter(|r| keep(r.status))
                .map(|r| u64::from(r.seats.unwrap_or(0)))
                .sum()
        };
        use SubscriptionStatus as S;
        let mut pairs = vec![("active", seats.enabled, sum(&|s| s == S::Active))];
        if !sku.coarse {
            pairs.push(("warning", seats.warning, sum(&|s| s == S::Warning)));
            pairs.push(("suspended", seats.suspended, sum(&|s| s == S::Suspended)));
            pairs.push(("lockedOut", seats.locked_out, sum(&|s| s == S::LockedOut)));
        }
        for (status, said, summed) in pairs {
            if u64::from(said) != summed {
                let ids = of_sku.iter().map(|r| r.id.clone());
                let finding = Finding::new(FindingCode::PrepaidDiffers).sku(sku.sku).text("status", status);
                ledger.find(finding.count("seats", said).count("subscriptions", summed).about(ids));
            }
        }
    }
}

/// Subscriptions that no export has, described in full by the answers.
fn described_by_answers(cx: &Context<'_>, known: &BTreeSet<String>) -> Vec<Draft> {
    let file = std::rc::Rc::from(cx.answers.file.as_str());
    let new = cx.answers.subscriptions.iter().filter(|(id, _)| !known.contains(*id));
    new.filter_map(|(id, answer)| {
        let mut row = blank(
            answer.sku_id?,
            id.clone(),
            Place {
                file: std::rc::Rc::clone(&file),
                line: answer.at.0,
            },
        );
        row.status = answer.status.unwrap_or(SubscriptionStatus::Active);
        Some(Draft { row, without_dates: true })
    })
    .collect()
}

fn blank(sku: SkuId, id: String, place: Place) -> SubscriptionRow {
    SubscriptionRow {
        id,
        commerce_id: None,
        sku,
        string_id: String::new(),
        seats: None,
        start: When::Unknown,
        end: When::Unknown,
        status: SubscriptionStatus::Active,
        trial: false,
        owner_tenant: None,
        owner_type: None,
        company: false,
        place,
    }
}

/// The SKUs that users hold, as if listed without any numbers.
fn held_by_users(gathered: &Gathered, names: &Names<'_>) -> BTreeMap<SkuId, SkuRow> {
    let mut held: BTreeMap<SkuId, SkuRow> = BTreeMap::new();
    let mut add = |sku: SkuId, place: &Place| {
        held.entry(sku).or_insert_with(|| SkuRow {
            sku,
            string_id: String::new(),
            status: None,
            consumed: None,
            seats: None,
            company: false,
            subscription_ids: Vec::new(),
            renewal: When::Unknown,
            coarse: true,
            place: place.clone(),
        });
    };
    for person in &gathered.people {
        person.licenses.iter().for_each(|license| add(license.sku_id, &person.place));
    }
    let mut cells: HashSet<&str> = HashSet::new();
    for person in gathered.named_people.iter().filter(|person| !person.deleted) {
        if !cells.insert(&person.licenses) {
            continue;
        }
        for name in names.split(&person.licenses) {
            if let Meaning::Sku(sku) = names.meaning(name) {
                add(sku, &person.place);
            }
        }
    }
    held
}

/// Seats that the vendor counts and no subscription explains: by their subscription ids where they
/// are listed, else as one subscription `sku-…`, to be split in the answers if it is several.
fn seats_without_subscription(sku: &SkuRow, ledger: &mut Ledger) -> Vec<Draft> {
    let idle = |seats: super::gathered::Seats| {
        [
            ("warning", seats.warning),
            ("suspended", seats.suspended),
            ("lockedOut", seats.locked_out),
        ]
        .into_iter()
        .find(|(_, n)| *n > 0)
    };
    let active = match (sku.seats, sku.status) {
        (Some(seats), _) => seats.enabled > 0,
        (None, Some(status)) => status == SubscriptionStatus::Active,
        (None, None) => true,
    };
    if !active {
        if let Some((status, n)) = sku.seats.and_then(idle) {
            ledger.find(
                Finding::new(FindingCode::SubscriptionInactive)
                    .sku(sku.sku)
                    .text("status", status)
                    .count("seats", n),
            );
        }
        return Vec::new();
    }
    let ids: Vec<String> = match sku.subscription_ids.as_slice() {
        [] => vec![format!("sku-{}", sku.sku)],
        ids => ids.iter().collect::<BTreeSet<_>>().into_iter().cloned().collect(),
    };
    let finding = Finding::new(FindingCode::SeatsWithoutSubscription).sku(sku.sku).about(&ids);
    ledger.find(match sku.seats {
        Some(seats) => finding.count("seats", seats.enabled),
        None => finding,
    });
    let single = ids.len() == 1;
    let draft = |id: String| {
        let mut row = blank(sku.sku, id, sku.place.clone());
        row.string_id.clone_from(&sku.string_id);
        if single {
            row.seats = sku.seats.map(|s| s.enabled);
            row.end = sku.renewal;
            if let When::On(end) = row.end {
                ledger.find(
                    Finding::new(FindingCode::EndIsRenewalDate)
                        .sku(sku.sku)
                        .with("end", Value::Date(end))
                        .about([&row.id]),
                );
            }
        }
        Draft { row, without_dates: true }
    };
    ids.into_iter().map(draft).collect()
}
