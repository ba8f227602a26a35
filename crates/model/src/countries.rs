//! Countries and territories by their two letters: whether a text is one of them.
//!
//! Used where a country is asked for that the catalogue need not know, such as a user's place of use. No names: those are the locales'.

/// ISO 3166-1 alpha-2 as of 2024, and `XK`, which the reference uses for Kosovo. In order.
const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG \
GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ \
LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR \
NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ \
TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// A country's two letters in upper case, whatever the letter case they came in; `None`: no country.
pub fn country(text: &str) -> Option<&'static str> {
    let text = text.trim();
    CODES.split(' ').find(|code| code.eq_ignore_ascii_case(text))
}

/// The language of mails to somebody of whom nothing but the country is known: `de` where German is an official language of the whole
/// country or of most of it, else `en`.
pub fn mail_language(country: &str) -> &'static str {
    match ["DE", "AT", "CH", "LI"].iter().any(|code| code.eq_ignore_ascii_case(country)) {
        true => "de",
        false => "en",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_read_in_any_letter_case_and_stand_in_order() {
        assert_eq!(country("de"), Some("DE"));
        assert_eq!(country(" XK "), Some("XK"));
        for text in ["", "D", "DEU", "XX", "D E", "Germany"] {
            assert_eq!(country(text), None, "{text:?}");
        }
        let all: Vec<&str> = CODES.split(' ').collect();
        assert_eq!(all.len(), 250);
        assert!(all.is_sorted());
    }
}
