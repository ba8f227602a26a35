//! The texts of one language: loads the embedded `locales/{en,de}/*.ftl` and fills in values.
//! Called by everything that speaks to people, here and in the command line. A text that is missing
//! shows its key in brackets, so that tests find it; a value that is missing shows as a dash, so
//! that no reader ever sees a placeholder. Never panics on what a plan contains.

use crate::{Lang, numbers};
use fluent_bundle::{
    FluentArgs, FluentError, FluentResource, FluentValue,
    concurrent::FluentBundle,
    resolver::{ResolverError, errors::ReferenceKind},
    types::FluentNumberOptions,
};
use std::borrow::Cow;
use unic_langid::LanguageIdentifier;

mod embedded {
    //! The files of `locales`, listed by the build script.
    include!(concat!(env!("OUT_DIR"), "/locales.rs"));
}

/// The texts of one language.
pub struct Texts {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

/// Values for a text, by name.
#[derive(Default)]
pub struct Args(FluentArgs<'static>);

impl Args {
    /// No values yet.
    pub fn new() -> Self {
        Self(FluentArgs::new())
    }

    /// A value already written for people.
    #[must_use]
    pub fn text(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.set(name.to_owned(), FluentValue::String(Cow::Owned(value.into())));
        self
    }

    /// A number, which chooses singular or plural and is grouped as the language does.
    #[must_use]
    pub fn count(mut self, name: &str, value: impl TryInto<i64>) -> Self {
        self.0.set(name.to_owned(), number(value.try_into().unwrap_or(i64::MAX)));
        self
    }
}

/// Fluent keeps numbers as floats; counts of things stay far below where that would matter.
fn number(n: i64) -> FluentValue<'static> {
    FluentValue::Number(fluent_bundle::types::FluentNumber::new(n as f64, FluentNumberOptions::default()))
}

fn grouped_de<M>(value: &FluentValue, _: &M) -> Option<String> {
    grouped(Lang::De, value)
}

fn grouped_en<M>(value: &FluentValue, _: &M) -> Option<String> {
    grouped(Lang::En, value)
}

fn grouped(lang: Lang, value: &FluentValue) -> Option<String> {
    match value {
        FluentValue::Number(n) => Some(numbers::count(lang, n.value as i64)),
        _ => None,
    }
}

impl Texts {
    /// Loads the language's texts.
    pub fn new(lang: Lang) -> Self {
        let id = LanguageIdentifier::from_bytes(lang.tag().as_bytes()).unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::De => grouped_de,
            Lang::En => grouped_en,
        }));
        for (_, content) in files(lang) {
            // A file with a mistake still gives its good entries; the tests refuse the mistake.
            let resource = FluentResource::try_new((*content).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether the language has a text for the key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|m| m.value().is_some())
    }

    /// A text without values.
    pub fn say(&self, key: &str) -> String {
        self.fill(key, Args::new())
    }

    /// A text with a number called `count`.
    pub fn say_count(&self, key: &str, count: usize) -> String {
        self.fill(key, Args::new().count("count", count))
    }

    /// A text with its values filled in.
    pub fn fill(&self, key: &str, args: Args) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return format!("[{key}]");
        };
        let mut args = args.0;
        let mut errors = Vec::new();
        let first = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        let missing: Vec<String> = errors.iter().filter_map(missing_value).collect();
        if missing.is_empty() {
            return first;
        }
        for name in missing {
            args.set(name, "–");
        }
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// The names of the values that a text asks for and `args` lacks. For tests of texts.
    pub fn unfilled(&self, key: &str, args: Args) -> Vec<String> {
        let mut errors = Vec::new();
        if let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) {
            self.bundle.format_pattern(pattern, Some(&args.0), &mut errors);
        }
        errors.iter().filter_map(missing_value).collect()
    }
}

fn missing_value(error: &FluentError) -> Option<String> {
    match error {
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id })) => Some(id.clone()),
        _ => None,
    }
}

/// Name and content of every file of a language, for `xtask tidy` and for tests.
pub fn files(lang: Lang) -> &'static [(&'static str, &'static str)] {
    match lang {
        Lang::De => embedded::DE,
        Lang::En => embedded::EN,
    }
}
