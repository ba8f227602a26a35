//! Which rows of the vendor's files a customer needs, and their copy into the case. Called by `case new`.
//!
//! Prices: of the customer's market, currency and segment, not ended before the estate's day. Offers:
//! all of every SKU that has such a price or is held, because a seat limit is the largest over all of
//! a SKU's offers. Products: SKUs held or on sale, and what the policy names.

use super::NewCase;
use crate::{
    catalogue::{Layout, ProductFile, Scope, each_offer, each_price, each_product, read_equivalents, read_exclusions, read_products},
    problem::{Problem, Problems},
    table::{Encoding, Row, Table, encoding_of},
};
use nahtlos_model::{
    estate::Estate,
    ids::{OfferId, SkuId},
    policy::Policy,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

/// Rows kept of one of the vendor's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The vendor's file.
    pub from: PathBuf,
    /// Its layout.
    pub layout: Layout,
    /// Rows it has.
    pub rows: u64,
    /// Rows kept.
    pub kept: u64,
}

/// A vendor's file that was recognised.
struct Source {
    path: PathBuf,
    layout: Layout,
    encoding: Encoding,
}

impl Source {
    fn open(&self) -> Result<Table<File>, Problem> {
        let file = File::open(&self.path).map_err(|error| unreadable(&self.path, &error))?;
        Table::open_as(self.path.display().to_string(), file, self.encoding)
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let mend = "Give the path of a file that can be read.";
    Problem::error(
        path.display().to_string(),
        "unreadable",
        format!("The file cannot be read: {error}."),
        mend,
    )
}

/// Copies the rows needed into `folder`; the warnings name the vendor's files.
pub(super) fn keep_needed(
    new: &NewCase<'_>,
    folder: &Path,
    estate: &Estate,
    policy: &Policy,
) -> Result<(Vec<Kept>, Vec<Problem>), Vec<Problem>> {
    let sources = recognise(new)?;
    let name = new.folder.display().to_string();
    let mut work = Work {
        folder,
        sources: &sources,
        kept: Vec::new(),
        problems: Problems::new(),
        outputs: BTreeMap::new(),
    };
    let outcome = work.all(estate, policy);
    if let Err(problem) = outcome {
        work.problems.push(problem);
    }
    let failed = work.problems.errors() > 0;
    let (kept, problems) = (work.kept, work.problems.into_list(&name));
    if failed { Err(problems) } else { Ok((kept, problems)) }
}

fn recognise(new: &NewCase<'_>) -> Result<Vec<Source>, Vec<Problem>> {
    let (mut sources, mut problems) = (Vec::new(), Vec::new());
    for path in new.files {
        match recognise_one(path, new.other_encoding) {
            Ok(source) => sources.push(source),
            Err(problem) => problems.push(problem),
        }
    }
    for layout in Layout::ALL.into_iter().filter(|layout| !layout.is_optional()) {
        if problems.is_empty() && !sources.iter().any(|source| source.layout == layout) {
            let given: Vec<String> = sources
                .iter()
                .map(|source| format!("{} is a file of {}", source.path.display(), source.layout))
                .collect();
            let message = format!("None of the files given is a file of {layout}; {}.", given.join(", "));
            problems.push(Problem::error(
                new.folder.display().to_string(),
                "missingFile",
                message,
                "Give the vendor's file too; files are recognised by their header.",
            ));
        }
    }
    if problems.is_empty() { Ok(sources) } else { Err(problems) }
}

fn recognise_one(path: &Path, other: Encoding) -> Result<Source, Problem> {
    let failed = |error: io::Error| unreadable(path, &error);
    let encoding = encoding_of(File::open(path).map_err(failed)?, other).map_err(failed)?;
    let table = Table::open_as(path.display().to_string(), File::open(path).map_err(failed)?, encoding)?;
    Ok(Source {
        path: path.to_owned(),
        layout: Layout::of(&table)?,
        encoding,
    })
}

/// A file of the case being written.
struct Output {
    writer: csv::Writer<BufWriter<File>>,
    header: Vec<String>,
    failure: Option<io::Error>,
}

impl Output {
    fn create(path: &Path, header: &[String]) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(BufWriter::new(File::create(path)?));
        writer.write_record(header)?;
        Ok(Self {
            writer,
            header: header.to_vec(),
            failure: None,
        })
    }

    /// Writes a row, its columns ordered as those of the first file of the layout.
    fn row(&mut self, row: &Row<'_>, columns: &[Option<usize>]) {
        let fields = columns.iter().map(|place| row.get_if(*place));
        if let (None, Err(error)) = (&self.failure, self.writer.write_record(fields)) {
            self.failure = Some(error.into());
        }
    }
}

struct Work<'w> {
    folder: &'w Path,
    sources: &'w [Source],
    kept: Vec<Kept>,
    problems: Problems,
    outputs: BTreeMap<Layout, Output>,
}

impl Work<'_> {
    fn all(&mut self, estate: &Estate, policy: &Policy) -> Result<(), Problem> {
        let priced = self.prices(estate)?;
        let mut needed: BTreeSet<SkuId> = estate.subscriptions.iter().map(|subscription| subscription.sku_id).collect();
        needed.extend(estate.users.iter().flat_map(|user| &user.licenses).map(|license| license.sku_id));
        needed.extend(estate.groups.iter().flat_map(|group| &group.licenses).map(|license| license.sku_id));
        self.offers(&priced, &mut needed)?;
        self.products(policy, needed)?;
        self.pairs()?;
        for (layout, output) in std::mem::take(&mut self.outputs) {
            let flushed = output
                .writer
                .into_inner()
                .map_err(|error| error.into_error())
                .and_then(|buffer| buffer.into_inner().map_err(|error| error.into_error()));
            if let Some(error) = output.failure.or(flushed.err()) {
                return Err(self.unwritable(layout, &error));
            }
        }
        Ok(())
    }

    fn unwritable(&self, layout: Layout, error: &io::Error) -> Problem {
        let path = self.folder.join(layout.file_name());
        Problem::error(
            path.display().to_string(),
            "unwritable",
            format!("The file cannot be written: {error}."),
            "See that the disk has room.",
        )
    }

    fn of(&self, layout: Layout) -> impl Iterator<Item = &'_ Source> + use<'_> {
        self.sources.iter().filter(move |source| source.layout == layout)
    }

    /// The output of a layout and the columns of `table` in its order.
    fn output(&mut self, layout: Layout, table: &Table<File>) -> Result<(Output, Vec<Option<usize>>), Problem> {
        let output = match self.outputs.remove(&layout) {
            Some(output) => output,
            None => {
                let created = Output::create(&self.folder.join(layout.file_name()), table.headers());
                created.map_err(|error| self.unwritable(layout, &error))?
            }
        };
        let place = |name: &String| table.headers().iter().position(|header| header.eq_ignore_ascii_case(name));
        let columns = output.header.iter().map(place).collect();
        Ok((output, columns))
    }

    fn done(&mut self, source: &Path, layout: Layout, rows: u64, kept: u64, output: Output) {
        self.kept.push(Kept {
            from: source.to_owned(),
            layout,
            rows,
            kept,
        });
        self.outputs.insert(layout, output);
    }

    /// Copies prices; the offers that have one.
    fn prices(&mut self, estate: &Estate) -> Result<BTreeSet<OfferId>, Problem> {
        let customer = &estate.customer;
        let scope = Scope {
            market: customer.country.clone(),
            currency: customer.currency,
            segment: customer.segment.clone(),
        };
        let mut offers = BTreeSet::new();
        for source in self.sources.iter().filter(|source| source.layout == Layout::Prices) {
            let mut table = source.open()?;
            let (mut output, columns) = self.output(Layout::Prices, &table)?;
            let mut kept = 0;
            each_price(&mut table, Some(&scope), &mut self.problems, |price, row| {
                if price.until >= estate.as_of {
                    output.row(row, &columns);
                    kept += 1;
                    offers.insert(price.offer);
                }
            });
            self.done(&source.path, Layout::Prices, table.rows(), kept, output);
        }
        Ok(offers)
    }

    /// Copies offers; adds the SKUs that can be bought to those needed.
    fn offers(&mut self, priced: &BTreeSet<OfferId>, needed: &mut BTreeSet<SkuId>) -> Result<(), Problem> {
        let paths: Vec<&Source> = self.sources.iter().filter(|source| source.layout == Layout::Offers).collect();
        for source in &paths {
            each_offer(&mut source.open()?, &mut self.problems, |offer, _| {
                if priced.contains(&offer.offer) {
                    needed.insert(offer.sku);
                }
            });
        }
        for source in paths {
            let mut table = source.open()?;
            let (mut output, columns) = self.output(Layout::Offers, &table)?;
            let mut kept = 0;
            // Its problems were told by the first reading.
            each_offer(&mut table, &mut Problems::new(), |offer, row| {
                if needed.contains(&offer.sku) {
                    output.row(row, &columns);
                    kept += 1;
                }
            });
            self.done(&source.path, Layout::Offers, table.rows(), kept, output);
        }
        Ok(())
    }

    fn products(&mut self, policy: &Policy, mut needed: BTreeSet<SkuId>) -> Result<(), Problem> {
        let mut known = ProductFile::default();
        for source in self.of(Layout::Products).map(Source::open).collect::<Vec<_>>() {
            known.products.extend(read_products(&mut source?, &mut self.problems).products);
        }
        needed.extend(&policy.never_buy);
        for plan in &policy.accept_loss {
            let inside = |sku: &SkuId| {
                known
                    .products
                    .get(sku)
                    .is_some_and(|product| product.plans.binary_search(plan).is_ok())
            };
            if !needed.iter().any(inside) {
                needed.extend(known.products.keys().copied().find(|sku| inside(sku)));
            }
        }
        for source in self.sources.iter().filter(|source| source.layout == Layout::Products) {
            let mut table = source.open()?;
            let (mut output, columns) = self.output(Layout::Products, &table)?;
            let mut kept = 0;
            each_product(&mut table, &mut Problems::new(), |sku, _, row, _| {
                if needed.contains(&sku) {
                    output.row(row, &columns);
                    kept += 1;
                }
            });
            self.done(&source.path, Layout::Products, table.rows(), kept, output);
        }
        Ok(())
    }

    /// Copies plan equivalents and exclusions whole.
    fn pairs(&mut self) -> Result<(), Problem> {
        for source in self.sources.iter().filter(|source| source.layout.is_optional()) {
            match source.layout {
                Layout::Equivalents => drop(read_equivalents(&mut source.open()?, &mut self.problems)),
                _ => drop(read_exclusions(&mut source.open()?, &mut self.problems)),
            }
            let mut table = source.open()?;
            let (mut output, columns) = self.output(source.layout, &table)?;
            while let Ok(Some(row)) = table.next_row() {
                output.row(&row, &columns);
            }
            self.done(&source.path, source.layout, table.rows(), table.rows(), output);
        }
        Ok(())
    }
}
