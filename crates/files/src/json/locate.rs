//! The place of a value in a JSON text. Called only when something is wrong, so that reading pays
//! nothing for it. Must never fail: in a text that ends early the last place found is given.

/// A step on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into an object.
    Key(String),
    /// Into an array.
    Index(usize),
}

impl Step {
    /// Into an object.
    pub fn key(name: &str) -> Self {
        Self::Key(name.to_owned())
    }

    /// The key, if it is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Key(name) => Some(name),
            Self::Index(_) => None,
        }
    }

    /// `subscriptions[3].quantity`.
    pub fn join(steps: &[Self]) -> String {
        let mut joined = String::new();
        for step in steps {
            match step {
                Self::Key(name) if joined.is_empty() => joined.push_str(name),
                Self::Key(name) => joined.extend([".", name]),
                Self::Index(index) => joined.push_str(&format!("[{index}]")),
            }
        }
        crate::problem::cut(&joined).escape_debug().to_string()
    }
}

/// Line and column of a value.
pub fn locate(text: &str, steps: &[Step]) -> (u64, u64) {
    let (Ok(offset) | Err(offset)) = find(text.as_bytes(), steps);
    super::place(text, offset)
}

/// Line and column of a key, the last of `steps`.
pub(super) fn locate_key(text: &str, steps: &[Step]) -> (u64, u64) {
    let bytes = text.as_bytes();
    let key = steps.split_last().and_then(|(last, way)| {
        let object = find(bytes, way).ok()?;
        enter_object(bytes, object, last.name()?)
    });
    key.map_or_else(|| locate(text, steps), |(key, _)| super::place(text, key))
}

/// The text of a value.
pub(super) fn value_at<'t>(text: &'t str, steps: &[Step]) -> Option<&'t str> {
    let start = find(text.as_bytes(), steps).ok()?;
    text.get(start..skip_value(text.as_bytes(), start))
}

fn find(bytes: &[u8], steps: &[Step]) -> Result<usize, usize> {
    let mut at = skip_space(bytes, 0);
    for step in steps {
        let outer = at;
        at = match step {
            Step::Key(name) => enter_object(bytes, at, name).map(|(_, value)| value),
            Step::Index(index) => enter_array(bytes, at, *index),
        }
        .ok_or(outer)?;
    }
    Ok(at)
}

/// Where a key and its value stand.
fn enter_object(bytes: &[u8], at: usize, name: &str) -> Option<(usize, usize)> {
    let mut at = skip_space(bytes, step_over(bytes, at, b'{')?);
    while bytes.get(at) == Some(&b'"') {
        let end = skip_value(bytes, at);
        let key: String = serde_json::from_slice(&bytes[at..end]).ok()?;
        let value = skip_space(bytes, step_over(bytes, skip_space(bytes, end), b':')?);
        if key == name {
            return Some((at, value));
        }
        at = skip_space(bytes, step_over(bytes, skip_space(bytes, skip_value(bytes, value)), b',')?);
    }
    None
}

fn enter_array(bytes: &[u8], at: usize, index: usize) -> Option<usize> {
    let mut at = skip_space(bytes, step_over(bytes, at, b'[')?);
    for _ in 0..index {
        at = skip_space(bytes, step_over(bytes, skip_space(bytes, skip_value(bytes, at)), b',')?);
    }
    (at < bytes.len()).then_some(at)
}

fn step_over(bytes: &[u8], at: usize, byte: u8) -> Option<usize> {
    (bytes.get(at) == Some(&byte)).then_some(at + 1)
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    at
}

/// The end of the value that begins at `at`.
fn skip_value(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 0usize;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += 1;
                while let Some(inside) = bytes.get(at) {
                    at += if *inside == b'\\' { 2 } else { 1 };
                    if *inside == b'"' {
                        break;
                    }
                }
                if depth == 0 {
                    return at.min(bytes.len());
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return if depth == 1 { at + 1 } else { at },
            b'}' | b']' => depth -= 1,
            b',' | b':' if depth == 0 => return at,
            byte if depth == 0 && byte.is_ascii_whitespace() => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_values_by_line_and_column() {
        let text = "{\"a\": 1,\n \"ü,]\\\"\": [\"x\", {\"b\": [true, -5]}]}";
        let way = [Step::key("ü,]\""), Step::Index(1), Step::key("b"), Step::Index(1)];
        assert_eq!((locate(text, &way), value_at(text, &way)), ((2, 30), Some("-5")));
        assert_eq!(Step::join(&way[1..]), "[1].b[1]");
        assert_eq!(locate(text, &[Step::key("nowhere")]), (1, 1));
        for end in 0..text.len() {
            if let Some(cut) = text.get(..end) {
                locate(cut, &way);
            }
        }
    }
}
