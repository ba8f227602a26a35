//! Catalogue files of a case, parsed once where cases share them. Called by [`super::read_case_sharing`]
//! from many threads at once; a thread waits only for a catalogue that it needs itself.

use super::{Read, catalogue_paths, digest::Digesting};
use crate::{
    catalogue::{Layout, Scope, cross_check, read_equivalents, read_exclusions, read_offers, read_prices, read_products},
    problem::{Problem, Problems},
    table::Table,
};
use nahtlos_model::{case::Input, catalogue::Catalogue};
use std::{
    collections::{BTreeSet, HashMap},
    fs::File,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

/// A catalogue with what its files were.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CatalogueFiles {
    /// What the files say.
    pub catalogue: Arc<Catalogue>,
    /// The files, in the order of [`Layout::ALL`].
    pub inputs: Vec<Input>,
    /// The customers that there are prices for.
    pub scopes: BTreeSet<Scope>,
    /// The price list's name, for messages.
    pub price_file: String,
}

type Paths = [Option<PathBuf>; 5];
type Outcome = Result<Read<Arc<CatalogueFiles>>, Vec<Problem>>;

/// Catalogues that several cases share, by the paths of their files.
#[derive(Debug, Default)]
pub struct SharedFiles {
    catalogues: Mutex<HashMap<Paths, Arc<OnceLock<Outcome>>>>,
}

impl SharedFiles {
    /// An empty cache.
    pub fn new() -> Self {
        Self::default()
    }

    /// Warnings about the catalogue files read so far, each once, in the order of their paths.
    pub fn warnings(&self) -> Vec<Problem> {
        let catalogues = self.catalogues.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<(&Paths, &Arc<OnceLock<Outcome>>)> = catalogues.iter().collect();
        all.sort_by_key(|(paths, _)| *paths);
        all.into_iter()
            .filter_map(|(_, cell)| cell.get()?.as_ref().ok())
            .flat_map(|read| read.warnings.clone())
            .collect()
    }

    /// The catalogue of a case. One of which a file lies in the case's own folder is not kept.
    pub(super) fn catalogue(&self, folder: &Path) -> Outcome {
        let (paths, shared) = catalogue_paths(folder)?;
        if !shared {
            return read_catalogue(&paths);
        }
        let cell = {
            let mut catalogues = self.catalogues.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(catalogues.entry(paths.clone()).or_default())
        };
        match cell.get_or_init(|| read_catalogue(&paths)) {
            Ok(read) => Ok(Read {
                value: Arc::clone(&read.value),
                warnings: Vec::new(),
            }),
            Err(problems) => Err(problems.clone()),
        }
    }
}

/// Reads the files of a catalogue.
fn read_catalogue(paths: &Paths) -> Outcome {
    let mut problems = Problems::new();
    let (mut catalogue, mut inputs) = (Catalogue::default(), Vec::new());
    for (path, layout) in paths.iter().zip(Layout::ALL) {
        let Some(path) = path else { continue };
        match read_file(path, layout, &mut catalogue, &mut problems) {
            Ok(sha256) => inputs.push(Input {
                file: layout.file_name().to_owned(),
                sha256,
            }),
            Err(problem) => problems.push(problem),
        }
    }
    let name = |place: usize| paths[place].as_ref().map_or_else(String::new, |path| path.display().to_string());
    let (price_file, offer_file) = (name(1), name(2));
    if problems.errors() > 0 {
        return Err(problems.into_list(&price_file));
    }
    cross_check(&catalogue, [&price_file, &offer_file], &mut problems);
    let mut scopes = BTreeSet::new();
    let mut last: Option<Scope> = None;
    for row in &catalogue.prices {
        if last.as_ref().is_none_or(|scope| !scope.has(row)) {
            let scope = Scope::of(row);
            scopes.insert(scope.clone());
            last = Some(scope);
        }
    }
    let files = CatalogueFiles {
        catalogue: Arc::new(catalogue),
        inputs,
        scopes,
        price_file,
    };
    Ok(Read {
        value: Arc::new(files),
        warnings: problems.into_list(&offer_file),
    })
}

/// Reads one file into its part of the catalogue; its digest.
fn read_file(path: &Path, layout: Layout, catalogue: &mut Catalogue, problems: &mut Problems) -> Result<String, Problem> {
    let file = path.display().to_string();
    let unreadable = |error: std::io::Error| {
        let mend = "See that the file can be read.";
        Problem::error(file.clone(), "unreadable", format!("The file cannot be read: {error}."), mend)
    };
    let source = Digesting::new(File::open(path).map_err(unreadable)?);
    let mut table = Table::open(file.clone(), source)?;
    match layout {
        Layout::Products => {
            let read = read_products(&mut table, problems);
            (catalogue.products, catalogue.plans) = (read.products, read.plans);
        }
        Layout::Prices => catalogue.prices = read_prices(&mut table, problems),
        Layout::Offers => catalogue.offers = read_offers(&mut table, problems),
        Layout::Equivalents => catalogue.equivalents = read_equivalents(&mut table, problems),
        Layout::Exclusions => catalogue.exclusions = read_exclusions(&mut table, problems),
    }
    table.into_source().finish().map_err(unreadable)
}
