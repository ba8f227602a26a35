//! Words of a `$filter`.
//!
//! Called by the parser alone. It must never take a colon of a time for that of a lambda.

/// Most words of one filter.
const MOST: usize = 600;

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// A name, an operator, or a literal without quotes.
    Bare(String),
    /// A text in quotes, without them.
    Text(String),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
    /// `/`
    Slash,
    /// `:`
    Colon,
}

/// Cuts a filter into words; the error says what is wrong.
pub(super) fn words(text: &str) -> Result<Vec<Word>, String> {
    let chars: Vec<char> = text.chars().collect();
    let (mut words, mut at) = (Vec::new(), 0);
    while let Some(&c) = chars.get(at) {
        if words.len() == MOST {
            return Err(format!("it has more than {MOST} words"));
        }
        let single = match c {
            '(' => Some(Word::Open),
            ')' => Some(Word::Close),
            ',' => Some(Word::Comma),
            '/' => Some(Word::Slash),
            ':' => Some(Word::Colon),
            _ => None,
        };
        if let Some(word) = single {
            words.push(word);
            at += 1;
        } else if c.is_whitespace() {
            at += 1;
        } else if c == '\'' {
            let (text, next) = quoted(&chars, at + 1)?;
            words.push(Word::Text(text));
            at = next;
        } else if is_bare(c) {
            let from = at;
            while chars
                .get(at)
                .is_some_and(|&c| is_bare(c) || (is_time(&chars[from..at]) && matches!(c, ':' | '+')))
            {
                at += 1;
            }
            words.push(Word::Bare(chars[from..at].iter().collect()));
        } else {
            return Err(format!("the character {c:?} at position {at} cannot stand there"));
        }
    }
    Ok(words)
}

fn is_bare(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@' | '$' | '#')
}

/// `2026-01-01T…`: what comes before the first colon of a time.
fn is_time(so_far: &[char]) -> bool {
    so_far.len() > 10 && so_far[..4].iter().all(char::is_ascii_digit) && so_far[4] == '-' && so_far[10].eq_ignore_ascii_case(&'T')
}

/// A text from behind its first quote; a doubled quote is one.
fn quoted(chars: &[char], mut at: usize) -> Result<(String, usize), String> {
    let mut text = String::new();
    loop {
        match (chars.get(at), chars.get(at + 1)) {
            (Some('\''), Some('\'')) => {
                text.push('\'');
                at += 2;
            }
            (Some('\''), _) => return Ok((text, at + 1)),
            (Some(&c), _) => {
                text.push(c);
                at += 1;
            }
            (None, _) => return Err("a text in quotes has no end".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_lambdas_are_told_apart() {
        let bare = |text: &str| Word::Bare(text.to_owned());
        let found =
            words("createdDateTime ge 2026-01-01T00:00:00+01:00 and a/any(x:x/skuId eq c7df2760-2c81-4ef7-b578-5b5392b571df)").unwrap();
        assert_eq!(found[2], bare("2026-01-01T00:00:00+01:00"));
        assert_eq!(
            found[4..11],
            [bare("a"), Word::Slash, bare("any"), Word::Open, bare("x"), Word::Colon, bare("x")]
        );
        assert_eq!(words("'o''hara'").unwrap(), [Word::Text("o'hara".into())]);
        assert!(words("'open").is_err());
        assert!(words("a eq \u{1}").is_err());
    }
}
