//! From product names to SKUs, which only the admin center's exports need: a name counts where
//! exactly one SKU has it, or where a person said which; otherwise it is an open question. Used by
//! people and subscriptions of the import. Must never pick one of several.

use super::answers::{Answers, plain};
use nahtlos_model::{catalogue::Catalogue, ids::SkuId};
use std::collections::{BTreeMap, HashMap};

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// One SKU.
    Sku(SkuId),
    /// No licence at all.
    Nothing,
    /// None or several SKUs have the name.
    Open(Vec<SkuId>),
}

/// Names of products.
pub(crate) struct Names<'a> {
    by_name: HashMap<String, Vec<SkuId>>,
    answered: &'a BTreeMap<String, Option<SkuId>>,
}

/// How the admin center says that a user has no licence, in English and German.
const UNLICENSED: &[&str] = &["", "unlicensed", "nicht lizenziert", "unlizenziert"];

impl<'a> Names<'a> {
    pub(crate) fn new(catalogue: Option<&Catalogue>, answers: &'a Answers) -> Self {
        let mut by_name: HashMap<String, Vec<SkuId>> = HashMap::new();
        for (sku, product) in catalogue.map(|c| &c.products).into_iter().flatten() {
            by_name.entry(plain(&product.name)).or_default().push(*sku);
        }
        Self {
            by_name,
            answered: &answers.products,
        }
    }

    fn knows(&self, name: &str) -> bool {
        let name = plain(name);
        self.answered.contains_key(&name) || self.by_name.contains_key(&name)
    }

    /// What a name means.
    pub(crate) fn meaning(&self, name: &str) -> Meaning {
        let name = plain(name);
        if let Some(answer) = self.answered.get(&name) {
            return answer.map_or(Meaning::Nothing, Meaning::Sku);
        }
        match self.by_name.get(&name).map(Vec::as_slice) {
            Some([sku]) => Meaning::Sku(*sku),
            several => Meaning::Open(several.unwrap_or_default().to_vec()),
        }
    }

    /// The names in a cell that joins them by `+`. Names that contain a `+` themselves are kept whole where they are known.
    pub(crate) fn split<'t>(&self, cell: &'t str) -> Vec<&'t str> {
        let cell = cell.trim();
        if UNLICENSED.contains(&plain(cell).as_str()) {
            return Vec::new();
        }
        let starts: Vec<usize> = std::iter::once(0).chain(cell.match_indices('+').map(|(i, _)| i + 1)).collect();
        let ends: Vec<usize> = cell.match_indices('+').map(|(i, _)| i).chain([cell.len()]).collect();
        let (mut names, mut from) = (Vec::new(), 0);
        while from < starts.len() {
            // A name of the vendor has at most a few of them.
            let known = (from..starts.len().min(from + 4))
                .rev()
                .find(|to| self.knows(&cell[starts[from]..ends[*to]]));
            let last = known.unwrap_or_else(|| {
                // The export joins without blanks: `+` between blanks belongs to the name, unless a known one follows.
                let inside = |i: &usize| cell[..ends[*i]].ends_with(' ') && cell[starts[i + 1]..].starts_with(' ');
                let goes_on = |i: &usize| i + 1 < starts.len() && inside(i) && !self.knows(&cell[starts[i + 1]..ends[i + 1]]);
                (from..).find(|i| !goes_on(i)).unwrap_or(from)
            });
            let name = cell[starts[from]..ends[last]].trim();
            if !name.is_empty() {
                names.push(name);
            }
            from = last + 1;
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nahtlos_model::catalogue::Product;

    fn sku(n: u128) -> SkuId {
        SkuId(uuid::Uuid::from_u128(n))
    }

    #[test]
    fn names_join_only_where_one_sku_has_them() {
        let mut catalogue = Catalogue::default();
        for (n, name) in [(1, "Alpha"), (2, "Beta"), (3, "beta "), (4, "Gamma + Delta Suite")] {
            catalogue.products.insert(
                sku(n),
                Product {
                    name: name.into(),
                    string_id: String::new(),
                    plans: Vec::new(),
                },
            );
        }
        let mut answers = Answers::default();
        answers.products.insert("omega".into(), Some(sku(9)));
        answers.products.insert("zeta".into(), None);
        let names = Names::new(Some(&catalogue), &answers);
        assert_eq!(names.meaning("ALPHA"), Meaning::Sku(sku(1)));
        assert_eq!(names.meaning("Beta"), Meaning::Open(vec![sku(2), sku(3)]));
        assert_eq!(names.meaning("Nobody's"), Meaning::Open(vec![]));
        assert_eq!(names.meaning("Omega"), Meaning::Sku(sku(9)));
        assert_eq!(names.meaning("Zeta"), Meaning::Nothing);
        assert_eq!(
            names.split("Alpha+Gamma + Delta Suite+Beta"),
            ["Alpha", "Gamma + Delta Suite", "Beta"]
        );
        assert_eq!(names.split("Unknown + Thing+Alpha"), ["Unknown + Thing", "Alpha"]);
        assert_eq!(names.split("Unknown + Alpha+Other+More"), ["Unknown", "Alpha", "Other", "More"]);
        assert_eq!(names.split("Unlicensed"), [""; 0]);
        assert_eq!(names.split(" + "), [""; 0]);
    }
}
