//! Sentences for people, from `locales/`: refusals in the caller's language, English where there is none.

use nahtlos_model::refusals::Refusal;
use nahtlos_report::{Args, Lang};

/// The texts of both languages.
pub(crate) struct Texts {
    de: nahtlos_report::Texts,
    en: nahtlos_report::Texts,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            de: nahtlos_report::Texts::new(Lang::De),
            en: nahtlos_report::Texts::new(Lang::En),
        }
    }
}

impl Texts {
    /// The texts for a locale such as `de-DE`.
    pub(crate) fn of(&self, locale: &str) -> &nahtlos_report::Texts {
        match Lang::of_tag(locale) {
            Some(Lang::De) => &self.de,
            _ => &self.en,
        }
    }

    /// A refusal's sentence.
    pub(crate) fn refusal(&self, locale: &str, refusal: &Refusal) -> String {
        let args = refusal
            .values
            .iter()
            .fold(Args::new(), |args, (name, value)| args.text(name, value.as_ref()));
        self.of(locale).fill(&format!("refusal-{}", refusal.code.key()), args)
    }
}
