//! Keys in brackets, such as `Market='DE',PricesheetView='updatedlicensebased'`: names in any letter case and order. What is no such key is
//! refused: passed over, it would give another file than the one that was asked for.

use nahtlos_model::refusals::Refusal;

/// What stands between the brackets.
pub(super) struct Key {
    pairs: Vec<(String, String)>,
}

impl Key {
    /// Reads it.
    ///
    /// # Errors
    /// `InvalidProperty`: something without a name, a name that is not known here, or one that comes twice.
    pub(super) fn read(text: &str, known: &[&str]) -> Result<Self, Refusal> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for pair in text.split(',') {
            let (name, value) = pair.split_once('=').unwrap_or(("", pair));
            let Some(name) = known.iter().find(|known| known.eq_ignore_ascii_case(name.trim())) else {
                let reason = format!("{:?} is none of {}='…'", pair.trim(), known.join("='…', "));
                return Err(Refusal::property("key", reason));
            };
            if pairs.iter().any(|(there, _)| there == name) {
                return Err(Refusal::property(*name, "it is given twice"));
            }
            let value = value.trim();
            let bare = value.strip_prefix('\'').and_then(|v| v.strip_suffix('\'')).unwrap_or(value);
            pairs.push(((*name).to_owned(), bare.trim().to_owned()));
        }
        Ok(Self { pairs })
    }

    /// A value; empty where it is missing.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_in_any_case_and_order_and_nothing_else_comes() {
        let known = ["Market", "PricesheetView"];
        let key = Key::read("pricesheetview='x', MARKET=de", &known).unwrap();
        assert_eq!((key.get("Market"), key.get("PricesheetView")), ("de", "x"));
        assert_eq!(Key::read("Market=''", &known).unwrap().get("PricesheetView"), "");
        for wrong in ["de", "Monat='202701'", "Market='de',", "Market='de',market='at'"] {
            assert!(Key::read(wrong, &known).is_err(), "{wrong}");
        }
    }
}
