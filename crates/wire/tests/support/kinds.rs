//! Whether a JSON value is of a type as the tables write it: `integer`, `array<string>`, `"object{date,request-id}"`, a resource's name.
//!
//! Used by the contract test. Members named in braces must be there; dots at the end of a list mean that there are more.

use nahtlos_model::instants::Instant;
use serde_json::Value;

/// What is wrong with a value of a type; nothing if it fits.
pub(crate) fn misfit(json_type: &str, value: &Value) -> Option<String> {
    let fits = match json_type.split([' ', '(', '<', '{', '?', '|', ',', ';']).next().unwrap_or_default() {
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "datetime" => value.as_str().is_some_and(|text| text.parse::<Instant>().is_ok()),
        "string" | "enum" => value.is_string(),
        "array" => value.is_array(),
        // A resource by name, an object, or members in braces.
        _ => value.is_object(),
    };
    if !fits {
        return Some(format!("is {value}, not {json_type}"));
    }
    let named = members(json_type);
    let mut inside = value;
    while let Value::Array(items) = inside {
        inside = items.first()?;
    }
    // Links are a map; their names are the server's matter.
    let missing = named.iter().find(|name| inside.get(name).is_none() && inside.get("self").is_none());
    missing.map(|name| format!("has no member `{name}`"))
}

/// The members between the outermost braces, without what is inside of theirs.
fn members(json_type: &str) -> Vec<String> {
    let Some((from, to)) = json_type.find('{').zip(json_type.rfind('}')) else {
        return Vec::new();
    };
    let (mut depth, mut names, mut name) = (0usize, Vec::new(), String::new());
    for c in json_type[from + 1..to].chars().chain([',']) {
        match c {
            '{' | '[' | '<' => depth += 1,
            '}' | ']' | '>' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => names.push(std::mem::take(&mut name)),
            _ if depth == 0 => name.push(c),
            _ => {}
        }
    }
    let clean = |name: &String| name.split([':', '?', '.', '|']).next().unwrap_or_default().trim().to_owned();
    names
        .iter()
        .map(clean)
        .filter(|name| !name.is_empty() && !name.contains(' '))
        .collect()
}
