//! The table of pages, as the routes of the APIs have theirs.

use super::{frame::Trouble, visit::Visit};
use crate::api::{answer::Answer, routes::Class};
use std::{collections::HashMap, future::Future, pin::Pin, sync::LazyLock};

/// A page's answer to come.
pub(super) type Answering = Pin<Box<dyn Future<Output = Result<Answer, Trouble>> + Send>>;

/// Who may see a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Anybody,
    /// Who is signed in. What they see there is what the APIs let them see.
    Signed,
}

/// A page, or what a form on it does.
#[derive(Clone, Copy)]
pub struct Page {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Path with `{names}`.
    pub path: &'static str,
    /// Who may see it.
    pub access: Access,
    /// What a request costs.
    pub class: Class,
    pub(super) handler: fn(Visit) -> Answering,
}

impl Page {
    /// Whether it is about what partners alone have: customers do not meet it.
    pub(super) fn is_of_partners(&self) -> bool {
        const ALL: [&str; 12] = [
            "/transfers",
            "/partners/resellers",
            "/settings/webhooks",
            "/settings/accounts",
            "/moves/{move}/what-if",
            "/moves/{move}/losses",
            "/deadlines",
            "/customers",
            "/campaigns",
            "/catalogue",
            "/moves/new",
            "/moves/{move}/report",
        ];
        ALL.iter().any(|prefix| self.path.starts_with(prefix))
    }
}

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// Writes a page: `page!(Signed, Read, "GET", "/customers", customers::list)`.
macro_rules! page {
    ($access:ident, $class:ident, $method:literal, $path:literal, $handler:path) => {
        $crate::pages::Page {
            method: $method,
            path: $path,
            access: $crate::pages::Access::$access,
            class: $crate::api::routes::Class::$class,
            handler: |visit| Box::pin($handler(visit)),
        }
    };
}
pub(super) use page;

/// Every page.
pub static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    [
        super::files::PAGES,
        super::sign_in::PAGES,
        super::preferences::PAGES,
        super::dashboard::PAGES,
        super::deadlines::PAGES,
        super::customers::PAGES,
        super::customer_tabs::PAGES,
        super::customer_relations::PAGES,
        super::delegated::PAGES,
        super::delegated_groups::PAGES,
        super::delegated_new::PAGES,
        super::licences::PAGES,
        super::groups::PAGES,
        super::requests::PAGES,
        super::requests_list::PAGES,
        super::subscriptions::PAGES,
        super::subscription_ways::PAGES,
        super::moves::PAGES,
        super::moves_decide::PAGES,
        super::moves_new::PAGES,
        super::exports::PAGES,
        super::elsewhere::PAGES,
        super::campaigns::PAGES,
        super::campaigns_new::PAGES,
        super::campaigns_fill::PAGES,
        super::campaigns_decide::PAGES,
        super::campaigns_customers::PAGES,
        super::orders_new::PAGES,
        super::orders_cart::PAGES,
        super::report::PAGES,
        super::what_if::PAGES,
        super::losses::PAGES,
        super::work::PAGES,
        super::catalogue::PAGES,
        super::price_files::PAGES,
        super::partners::PAGES,
        super::sandbox_resellers::PAGES,
        super::transfers::PAGES,
        super::transfers_decide::PAGES,
        super::transfers_new::PAGES,
        super::rights::PAGES,
        super::own::PAGES,
        super::activity::PAGES,
        super::search::PAGES,
        super::settings::PAGES,
        super::second_factor::PAGES,
        super::passkeys::PAGES,
        super::provider::PAGES,
        super::applications::PAGES,
        super::accounts::PAGES,
        super::webhooks::PAGES,
    ]
    .concat()
});

/// What a browser sees where there is nothing.
pub(super) static NOWHERE: Page = page!(Anybody, Read, "GET", "", nowhere);

async fn nowhere(_: Visit) -> Result<Answer, Trouble> {
    Err(Trouble::Missing)
}

static TREE: LazyLock<matchit::Router<Vec<&'static Page>>> = LazyLock::new(|| {
    let mut by_path: HashMap<&str, Vec<&'static Page>> = HashMap::new();
    for page in PAGES.iter() {
        by_path.entry(page.path).or_default().push(page);
    }
    let mut tree = matchit::Router::new();
    for (path, pages) in by_path {
        tree.insert(path, pages).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    tree
});

/// The page of a method and path with the values of its `{names}`, decoded.
pub(super) fn find(method: &str, path: &str) -> Option<(&'static Page, Vec<String>)> {
    let method = if method == "HEAD" { "GET" } else { method };
    let bare = match path.trim_end_matches('/') {
        "" => "/",
        bare => bare,
    };
    let matched = TREE.at(bare).ok()?;
    let page = matched.value.iter().find(|page| page.method == method)?;
    let mut params = Vec::new();
    for (_, value) in matched.params.iter() {
        let value = percent_encoding::percent_decode_str(value).decode_utf8().ok()?;
        if value.contains('\0') {
            return None;
        }
        params.push(value.into_owned());
    }
    Some((page, params))
}

/// The page above an address that only takes forms, where such a form stands: somebody loads a refused form anew.
pub(super) fn above(path: &str) -> Option<String> {
    let matched = TREE.at(path.trim_end_matches('/')).ok()?;
    let (mut pattern, mut above) = (matched.value.first()?.path, path.trim_end_matches('/'));
    while let (Some((outer, _)), Some((up, _))) = (pattern.rsplit_once('/'), above.rsplit_once('/')) {
        (pattern, above) = (outer, up);
        let wanted = if pattern.is_empty() { "/" } else { pattern };
        if PAGES.iter().any(|page| page.method == "GET" && page.path == wanted) {
            return Some(if above.is_empty() { "/" } else { above }.to_owned());
        }
    }
    None
}

/// Leads to the page above.
pub(super) static ABOVE: Page = page!(Anybody, Read, "GET", "", to_above);

async fn to_above(visit: Visit) -> Result<Answer, Trouble> {
    let up = above(&visit.path).ok_or(Trouble::Missing)?;
    Ok(super::written::see(up))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_found_and_none_is_in_the_way_of_an_api() {
        for page in PAGES.iter() {
            let sample = page.path.replace(['{', '}'], "");
            assert!(
                find(page.method, &sample).is_some_and(|(found, _)| found.path == page.path),
                "{page:?}"
            );
            assert_eq!(
                crate::api::find::find(page.method, &sample).err(),
                Some(false),
                "{page:?} is an operation of an API, too"
            );
        }
        assert!(find("HEAD", "/customers/").is_some());
        assert!(find("POST", "/customers/%00").is_none());
        assert!(find("GET", "/nothing/here").is_none());
    }

    #[test]
    fn what_only_takes_forms_has_a_page_above_it() {
        for page in PAGES.iter().filter(|page| page.method == "POST") {
            let sample = page.path.replace(['{', '}'], "");
            let above = above(&sample).expect(page.path);
            assert!(find("GET", &above).is_some(), "{page:?}: {above}");
        }
        assert_eq!(above("/moves/m1/tasks/t1").as_deref(), Some("/moves/m1"));
        assert_eq!(above("/sign-out").as_deref(), Some("/"));
        assert_eq!(above("/nothing/here"), None);
    }
}
