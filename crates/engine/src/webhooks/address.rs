//! What an address to deliver to may look like. Where it leads is judged when connecting, not here: names can point elsewhere later.

use nahtlos_model::refusals::Refusal;
use url::Url;

/// Sees to the form of an address.
///
/// # Errors
/// Says what is wrong with it.
pub(super) fn check(text: &str, plain_too: bool) -> Result<(), Refusal> {
    let wrong = |reason: String| Err(Refusal::property("webhookUrl", reason));
    let url = match Url::parse(text) {
        Ok(url) => url,
        Err(error) => {
            return wrong(format!(
                "{text:?} is no absolute address such as https://example.com/hook ({error})"
            ));
        }
    };
    match url.scheme() {
        "https" => {}
        "http" if plain_too => {}
        "http" => return wrong("is delivered to over https only; http is for sandboxes".to_owned()),
        other => return wrong(format!("begins with https://, not with {other}:")),
    }
    if url.host_str().is_none_or(str::is_empty) {
        return wrong("names no host".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return wrong("must not hold a user or a password; put a secret into the query instead".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_addresses_without_secrets_in_front_are_taken() {
        for good in [
            "https://a.example",
            "https://a.example:8443/hook?CIPPID=1&Type=PartnerCenter",
            "https://[2606:4700::1111]/x",
        ] {
            assert_eq!(check(good, false), Ok(()), "{good}");
        }
        for bad in [
            "",
            "/hook",
            "a.example/hook",
            "http://a.example",
            "ftp://a.example",
            "https://u:p@a.example",
            "https://u@a.example",
            "https://",
            "mailto:a@b.example",
        ] {
            assert!(check(bad, false).is_err(), "{bad}");
        }
        assert_eq!(check("http://localhost:9/hook", true), Ok(()));
    }
}
