//! Sentences for people, from `locales/`: refusals in the caller's language, English where there is none.

use nahtlos_model::{orders::LineError, refusals::Refusal};
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
        let values = refusal.values.iter().map(|(name, value)| (*name, value.as_ref()));
        self.sentence(locale, refusal.code.key(), values)
    }

    /// The sentence of a line's error, as carts keep it.
    pub(crate) fn line_error(&self, locale: &str, error: &LineError) -> String {
        let values = error.values.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        self.sentence(locale, &error.key, values)
    }

    fn sentence<'a>(&self, locale: &str, key: &str, values: impl Iterator<Item = (&'a str, &'a str)>) -> String {
        let args = values.fold(Args::new(), |args, (name, value)| {
            args.text(name, value).text(&format!("has-{name}"), "yes")
        });
        self.of(locale).fill(&format!("refusal-{key}"), args)
    }
}
