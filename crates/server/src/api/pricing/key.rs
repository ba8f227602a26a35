//! Keys in brackets, such as `Market='DE',PricesheetView='updatedlicensebased'`: names in any letter case and order.

/// What stands between the brackets.
pub(super) struct Key {
    pairs: Vec<(String, String)>,
}

impl Key {
    /// Reads it; what is no `name=value` is passed over, and missing then.
    pub(super) fn read(text: &str) -> Self {
        let pairs = text.split(',').filter_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            let value = value.trim();
            let bare = value.strip_prefix('\'').and_then(|v| v.strip_suffix('\'')).unwrap_or(value);
            Some((name.trim().to_ascii_lowercase(), bare.trim().to_owned()))
        });
        Self { pairs: pairs.collect() }
    }

    /// A value; empty where it is missing.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_in_any_case_and_order() {
        let key = Key::read("pricesheetview='x', MARKET='de'");
        assert_eq!((key.get("Market"), key.get("PricesheetView"), key.get("Month")), ("de", "x", ""));
    }
}
