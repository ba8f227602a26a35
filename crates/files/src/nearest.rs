//! The nearest of several names, for messages that say what may have been meant. Called by the
//! readers where a column, a key or an id is unknown. Never decides anything by itself.

/// The name with the fewest edits from `wanted`, letter case and separators aside; `None` where even the nearest shares too little.
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = bare(wanted);
    names
        .into_iter()
        .map(|name| (edits(&wanted, &bare(name)), name))
        .filter(|(distance, name)| *distance * 2 <= wanted.len().max(bare(name).len()))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Letters and digits only, in lower case, at most 64.
fn bare(name: &str) -> Vec<char> {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .take(64)
        .collect()
}

/// Levenshtein distance.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant_and_nothing_far_off() {
        let columns = ["Unit Price", "ERP_Price", "Market"];
        assert_eq!(nearest("UnitPrice", columns), Some("Unit Price"));
        assert_eq!(nearest("ERP Price", columns), Some("ERP_Price"));
        assert_eq!(nearest("leadDay", ["leadDays", "leaveBy"]), Some("leadDays"));
        assert_eq!(nearest("Segment", ["Qty"]), None);
    }
}
