//! Reports and pictures of plans: turns codes into sentences and draws what a plan does, as one HTML
//! file and as text for a terminal, in English and German. Called by the command line and later by the
//! server. It decides nothing: every number comes from the case, the plan or the proof.

pub mod evidence;
pub mod moves;
pub mod numbers;
pub mod page;
pub mod picture;
pub mod sentence;
pub mod steps;
pub mod terminal;
pub mod texts;

pub use evidence::evidence_html;
pub use page::{PICTURE_SCRIPT, html, pictures_html, refusal_html};
pub use sentence::{Reader, Worded};
pub use texts::{Args, Texts};

/// A language for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// German.
    De,
    /// English.
    En,
}

impl Lang {
    /// Both.
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// The language of a tag or a `LANG` value such as `de`, `de_DE.UTF-8`, `en-GB`; `None` for any other.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary: String = tag.chars().take_while(char::is_ascii_alphabetic).collect();
        match primary.to_ascii_lowercase().as_str() {
            "de" => Some(Self::De),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The language's tag, as HTML wants it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }
}
