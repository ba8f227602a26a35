//! Products and their service plans, in the vendor's "Product names and service plan identifiers for
//! licensing" layout. Called by `case`, `assemble`, `check` and the import.
//!
//! The official file repeats pairs and names one plan in several ways; the first name counts and
//! every such row is counted in a warning. Joins are on GUIDs, never on names.

use super::{MAX_ROWS, layout, too_many};
use crate::{cell::Tally, problem::Problem, problem::Problems, table::Row, table::Table};
use nahtlos_model::{
    catalogue::{PlanName, Product},
    ids::{ServicePlanId, SkuId},
};
use std::collections::{BTreeMap, HashMap};
use std::io::Read;

/// What a products file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProductFile {
    /// SKUs with their service plans.
    pub products: BTreeMap<SkuId, Product>,
    /// Names of service plans.
    pub plans: BTreeMap<ServicePlanId, PlanName>,
}

/// Calls `visit` with every valid row's SKU and plan.
pub fn each_product<R: Read>(
    table: &mut Table<R>,
    problems: &mut Problems,
    mut visit: impl FnMut(SkuId, ServicePlanId, &Row<'_>, [usize; 6]),
) {
    let Some(places) = layout::places::<R, 6>(table, layout::PRODUCT_COLUMNS, problems) else {
        return;
    };
    loop {
        match table.next_row() {
            Ok(Some(row)) => match ids(&row, places) {
                Ok((sku, plan)) => visit(sku, plan, &row, places),
                Err(problem) => problems.push(problem),
            },
            Ok(None) => return,
            Err(problem) => problems.push(problem),
        }
    }
}

fn ids(row: &Row<'_>, [name, string_id, sku, plan_name, plan, _]: [usize; 6]) -> Result<(SkuId, ServicePlanId), Problem> {
    row.text(name)?;
    row.text(string_id)?;
    row.text(plan_name)?;
    Ok((row.guid(sku)?, row.guid(plan)?))
}

/// Reads a products file.
pub fn read_products<R: Read>(table: &mut Table<R>, problems: &mut Problems) -> ProductFile {
    let mut reading = Reading::default();
    let file = table.file().to_owned();
    each_product(table, problems, |sku, plan, row, places| reading.row(sku, plan, row, places));
    if let Some(line) = reading.overflow {
        problems.push(too_many(&file, line, "different SKUs and plans"));
    }
    reading.finish(problems)
}

/// A product being read: SKUs in the order of the file, since a SKU's rows mostly follow each other.
#[derive(Default)]
struct Reading {
    skus: HashMap<SkuId, usize>,
    products: Vec<(SkuId, Product)>,
    last: Option<usize>,
    plans: HashMap<ServicePlanId, PlanName>,
    kept: usize,
    overflow: Option<u64>,
    repeated: Tally,
    renamed: Tally,
    plan_renamed: Tally,
}

impl Reading {
    fn row(&mut self, sku: SkuId, plan: ServicePlanId, row: &Row<'_>, [name, string_id, _, plan_name, plan_id, friendly]: [usize; 6]) {
        if self.kept >= MAX_ROWS {
            self.overflow.get_or_insert(row.line());
            return;
        }
        let at = match self.last {
            Some(at) if self.products[at].0 == sku => at,
            _ => *self.skus.entry(sku).or_insert_with(|| {
                let product = Product {
                    name: row.get(name).to_owned(),
                    string_id: row.get(string_id).to_owned(),
                    plans: Vec::new(),
                };
                self.products.push((sku, product));
                self.products.len() - 1
            }),
        };
        self.last = Some(at);
        let product = &mut self.products[at].1;
        if product.name != row.get(name) || product.string_id != row.get(string_id) {
            self.renamed
                .add(row, if product.name == row.get(name) { string_id } else { name }, "severalNames");
        }
        // A SKU has a hundred plans at most, so looking through them is quicker than a set.
        if product.plans.contains(&plan) {
            self.repeated.add(row, plan_id, "repeatedPlan");
        } else {
            product.plans.push(plan);
            self.kept += 1;
        }
        match self.plans.get(&plan) {
            None => {
                let named = PlanName {
                    name: row.get(plan_name).to_owned(),
                    friendly: row.get(friendly).to_owned(),
                };
                self.plans.insert(plan, named);
            }
            Some(known) if known.name != row.get(plan_name) => self.plan_renamed.add(row, plan_name, "severalNames"),
            Some(_) => {}
        }
    }

    fn finish(self, problems: &mut Problems) -> ProductFile {
        self.repeated
            .report(problems, "Rows that repeat a plan of the same SKU", "They change nothing.");
        self.renamed.report(
            problems,
            "Rows that name a SKU otherwise than its first row",
            "The first name counts.",
        );
        self.plan_renamed.report(
            problems,
            "Rows that name a service plan otherwise than its first row",
            "The first name counts.",
        );
        let mut products: BTreeMap<SkuId, Product> = self.products.into_iter().collect();
        for product in products.values_mut() {
            product.plans.sort_unstable();
        }
        ProductFile {
            products,
            plans: self.plans.into_iter().collect(),
        }
    }
}
