//! The files that pages ask for: style, script, icon, embedded in the program. Called by the server's route for `/assets`. A file's
//! version is made from its bytes, so that browsers may keep it for ever.

use std::sync::LazyLock;

const STYLE: &str = include_str!("../assets/pages.css");
const SCRIPT: &str = include_str!("../assets/pages.js");
/// The report's: what tells of a day in a picture of seats and licences.
const PICTURE: &str = nahtlos_report::PICTURE_SCRIPT;
const ICON: &str = include_str!("../assets/favicon.svg");

static STYLE_VERSION: LazyLock<String> = LazyLock::new(|| version(STYLE));
static SCRIPT_VERSION: LazyLock<String> = LazyLock::new(|| version(SCRIPT));
static PICTURE_VERSION: LazyLock<String> = LazyLock::new(|| version(PICTURE));
static ICON_VERSION: LazyLock<String> = LazyLock::new(|| version(ICON));

/// The content policy that every page can be sent with: no page has a style or script of its own, or anything from elsewhere.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A file that pages ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// Its media type.
    pub content_type: &'static str,
    /// Its content.
    pub body: &'static str,
    /// Changes with every byte of the content.
    pub version: &'static str,
}

/// The file of a name such as `pages.css`; `None`: there is none.
pub fn asset(name: &str) -> Option<Asset> {
    let (content_type, body, version) = match name {
        "pages.css" => ("text/css; charset=utf-8", STYLE, &STYLE_VERSION),
        "pages.js" => ("text/javascript; charset=utf-8", SCRIPT, &SCRIPT_VERSION),
        "picture.js" => ("text/javascript; charset=utf-8", PICTURE, &PICTURE_VERSION),
        "favicon.svg" => ("image/svg+xml", ICON, &ICON_VERSION),
        _ => return None,
    };
    Some(Asset {
        content_type,
        body,
        version: version.as_str(),
    })
}

/// The address of a file with its version, `/assets/pages.css?v=…`.
pub fn address(name: &str) -> String {
    let version = asset(name).map_or("", |asset| asset.version);
    format!("/assets/{name}?v={version}")
}

/// FNV-1a over the bytes: tells two versions apart, and proves nothing.
fn version(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_version_of_its_own() {
        let all = ["pages.css", "pages.js", "favicon.svg", "picture.js"].map(|name| asset(name).unwrap().version);
        assert!(all[0] != all[1] && all[1] != all[2] && all[1] != all[3] && all.iter().all(|v| v.len() == 16));
        assert_eq!(asset("../pages.css"), None);
        assert_eq!(version(""), "cbf29ce484222325");
        assert_eq!(version("a"), "af63dc4c8601ec8c");
    }
}
