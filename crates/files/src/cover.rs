//! `nahtlos cover`: what users keep, gain and lose when they hold some SKUs instead of others. Called
//! by the command line. Pure; plans are joined by GUID, and a plan satisfies another only where
//! `plan-equivalents.csv` says so.

use crate::{
    nearest::nearest,
    problem::{Problem, quoted},
};
use nahtlos_model::{
    catalogue::{Catalogue, Equivalent},
    ids::{ServicePlanId, SkuId},
};
use std::collections::BTreeSet;

/// Service plans by what becomes of them, each list in the order of the plans' names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// In both.
    pub kept: Vec<ServicePlanId>,
    /// Only in the new SKUs.
    pub gained: Vec<ServicePlanId>,
    /// Not in the new SKUs, but satisfied by a plan that is.
    pub satisfied: Vec<Equivalent>,
    /// Neither in the new SKUs nor satisfied.
    pub lost: Vec<ServicePlanId>,
}

/// Compares `skus` with those they are held instead of.
pub fn cover(catalogue: &Catalogue, skus: &[SkuId], instead_of: &[SkuId]) -> Cover {
    let (new, old) = (plans(catalogue, skus), plans(catalogue, instead_of));
    let satisfies = |plan: &ServicePlanId| {
        catalogue
            .equivalents
            .iter()
            .find(|pair| pair.plan == *plan && new.contains(&pair.satisfied_by))
    };
    let gone: Vec<ServicePlanId> = old.difference(&new).copied().collect();
    let mut cover = Cover {
        kept: old.intersection(&new).copied().collect(),
        gained: new.difference(&old).copied().collect(),
        satisfied: gone.iter().filter_map(satisfies).copied().collect(),
        lost: gone.iter().filter(|plan| satisfies(plan).is_none()).copied().collect(),
    };
    let name = |plan: &ServicePlanId| (catalogue.plan_name(*plan), *plan);
    for list in [&mut cover.kept, &mut cover.gained, &mut cover.lost] {
        list.sort_by_cached_key(name);
    }
    cover.satisfied.sort_by_cached_key(|pair| name(&pair.plan));
    cover
}

fn plans(catalogue: &Catalogue, skus: &[SkuId]) -> BTreeSet<ServicePlanId> {
    skus.iter()
        .filter_map(|sku| catalogue.products.get(sku))
        .flat_map(|product| product.plans.iter().copied())
        .collect()
}

/// The SKU that a person means: by GUID, by string id or by product name, where exactly one SKU has it.
/// `file` is the products file, for the message.
pub fn find_sku(catalogue: &Catalogue, text: &str, file: &str) -> Result<SkuId, Problem> {
    let text = text.trim();
    if let Some(sku) = text.parse::<SkuId>().ok().filter(|sku| catalogue.products.contains_key(sku)) {
        return Ok(sku);
    }
    let having = |of: fn(&nahtlos_model::catalogue::Product) -> &str| -> Vec<SkuId> {
        catalogue
            .products
            .iter()
            .filter(|(_, product)| of(product).eq_ignore_ascii_case(text))
            .map(|(sku, _)| *sku)
            .collect()
    };
    let by_id = having(|product| &product.string_id);
    let found = if by_id.is_empty() { having(|product| &product.name) } else { by_id };
    match found[..] {
        [sku] => Ok(sku),
        [] => {
            let names = catalogue
                .products
                .values()
                .flat_map(|product| [product.string_id.as_str(), product.name.as_str()]);
            let mend = match nearest(text, names) {
                Some(near) => format!("Perhaps {} is meant.", quoted(near)),
                None => "Give its GUID, its string id or its exact product name.".to_owned(),
            };
            Err(Problem::error(file, "unknownSku", format!("No SKU is called {}.", quoted(text)), mend).found(text))
        }
        _ => {
            let ids: Vec<String> = found.iter().map(ToString::to_string).collect();
            let message = format!("{} SKUs are called {}.", found.len(), quoted(text));
            Err(Problem::error(
                file,
                "severalSkus",
                message,
                format!("Give one of their GUIDs: {}.", ids.join(", ")),
            )
            .found(text))
        }
    }
}
