//! The cookies of the dashboard: the session, a mark that binds a form to a browser before anybody is known, language and look.
//!
//! Over TLS all begin with `__Host-`: they come from this host alone, for all of it, and only over TLS.

use http::HeaderMap;

/// A session: whoever has it is signed in.
pub(super) const SESSION: &str = "nahtlos-session";
/// Binds the forms of a browser in which nobody is signed in.
pub(super) const MARK: &str = "nahtlos-mark";
/// Language.
pub(super) const LANGUAGE: &str = "nahtlos-language";
/// Look.
pub(super) const THEME: &str = "nahtlos-theme";
/// What is said on the next page.
pub(super) const SAID: &str = "nahtlos-said";

/// Seconds for which preferences are remembered.
pub(super) const YEAR: i64 = 365 * 86_400;

fn name(plain: &str, tls: bool) -> String {
    if tls { format!("__Host-{plain}") } else { plain.to_owned() }
}

/// The value of a cookie.
pub(super) fn read(headers: &HeaderMap, plain: &str, tls: bool) -> Option<String> {
    let name = name(plain, tls);
    let all = headers.get_all("cookie").iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, value)| *found == name && !value.is_empty() && value.len() <= 400)
        .map(|(_, value)| value.to_owned())
}

/// A cookie to be kept for some seconds; `None`: until the browser is closed, 0: not any more.
pub(super) fn write(plain: &str, value: &str, tls: bool, seconds: Option<i64>) -> String {
    let life = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let secure = if tls { "; Secure" } else { "" };
    format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{life}", name(plain, tls))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_tls_only_cookies_of_this_host_are_read() {
        let mut headers = HeaderMap::new();
        headers.append("cookie", "nahtlos-session=planted; x=y".parse().expect("it is a value"));
        assert_eq!(read(&headers, SESSION, true), None);
        assert_eq!(read(&headers, SESSION, false).as_deref(), Some("planted"));
        headers.append("cookie", "__Host-nahtlos-session=ours".parse().expect("it is a value"));
        assert_eq!(read(&headers, SESSION, true).as_deref(), Some("ours"));
        assert_eq!(
            write(SESSION, "v", true, Some(0)),
            "__Host-nahtlos-session=v; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0"
        );
    }
}
