//! Ids of availabilities: an offer in a country for a segment. Derived, so that no table has to keep them.

use crate::{assortment::Place, ids::OfferId};

/// The id of an offer's availability in a country for a segment: twelve characters, derived, so that it needs no table.
pub fn availability_id(offer: &OfferId, country: &str, segment: &str) -> String {
    const DIGITS: &[u8; 32] = b"0123456789BCDFGHJKLMNPQRSTVWXZAE";
    let text = format!("{}|{}|{}", offer.0, country, segment).to_ascii_uppercase();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 29;
    let code = (0..8).map(|i| char::from(DIGITS[(hash >> (5 * i) & 31) as usize]));
    "CFQ7".chars().chain(code).collect()
}

/// A catalogue item as carts and subscriptions name it: product, SKU, availability.
pub fn catalog_item(offer: &OfferId, place: &Place) -> String {
    format!("{}:{}", offer.0, availability_id(offer, &place.country, &place.segment))
}
